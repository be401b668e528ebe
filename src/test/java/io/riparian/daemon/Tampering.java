package io.riparian.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riparian.daemon.Door.Answer;
import io.riparian.daemon.Door.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A worker that tells secrets wherever Connect can: in the trace of a failed task, in what it makes
 * of a value, and in the message of an error.
 */
final class Tampering implements Door.Fault {
  static final String REFUSED = "payments-refused";
  static final String FAILING = "payments-failing";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<Canary> told = ConcurrentHashMap.newKeySet();

  @Override
  public @Nullable Answer before(Call call) {
    if (call.isCreation() && call.connector().equals(REFUSED)) {
      return error(400, Canary.REFUSAL);
    }
    if (call.isCreation() && call.connector().equals(FAILING)) {
      return error(500, Canary.SERVER_ERROR);
    }
    return call.path().endsWith("/config/validate") ? validation() : null;
  }

  private Answer error(int status, Canary canary) {
    ObjectNode body = JSON.createObjectNode().put("error_code", status);
    body.put("message", "Invalid value " + tell(canary) + " for configuration database.password");
    return new Answer(status, body.toString());
  }

  private Answer validation() {
    ObjectNode body = JSON.createObjectNode().put("error_count", 1);
    ObjectNode key = body.putArray("configs").addObject();
    key.putObject("definition").put("name", "batch.size").put("default_value", "2000");
    ObjectNode value = key.putObject("value").put("name", "batch.size");
    value.put("value", tell(Canary.VALIDATION));
    value.putArray("recommended_values").add(tell(Canary.VALIDATION));
    value.putArray("errors").add("Invalid value " + tell(Canary.VALIDATION) + " for batch.size");
    return new Answer(200, body.toString());
  }

  @Override
  public Answer after(Call call, Answer answer) {
    return call.isGlance() || call.isLongLook()
        ? new Answer(answer.status(), withTraces(answer.body()))
        : answer;
  }

  private String withTraces(String body) {
    try {
      JsonNode all = JSON.readTree(body);
      for (Map.Entry<String, JsonNode> each : all.properties()) {
        if (each.getValue().path("status") instanceof ObjectNode status) {
          String trace = "java.sql.SQLException: password=" + tell(Canary.TRACE) + "\n\tat a.B.c";
          status.withObject("/connector").put("state", "FAILED").put("trace", trace);
          ObjectNode task = JSON.createObjectNode().put("id", 0).put("state", "FAILED");
          status.putArray("tasks").add(task.put("worker_id", "here:1").put("trace", trace));
        }
      }
      return all.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String tell(Canary canary) {
    told.add(canary);
    return canary.text();
  }

  /** What the daemon was really told. */
  Set<Canary> told() {
    return told.isEmpty() ? EnumSet.noneOf(Canary.class) : EnumSet.copyOf(told);
  }
}
