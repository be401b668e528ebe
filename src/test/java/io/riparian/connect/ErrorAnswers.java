package io.riparian.connect;

import static io.riparian.connect.Call.Effect.CHANGES;
import static io.riparian.connect.Call.Effect.CREATES;
import static io.riparian.connect.Call.Effect.NONE;

import io.riparian.connect.Call.Effect;
import io.riparian.connect.ConnectFailure.Kind;
import java.util.stream.Stream;

/** Errors as Connect 3.6 to 4.3, and the gateways in front of it, word them; and what they mean. */
record ErrorAnswers(String method, Effect effect, int status, String body, Kind kind) {
  static final String SECRET = "hunter2";

  static Stream<ErrorAnswers> all() {
    return Stream.of(
        // Facts on 409: one code, two meanings, on create only.
        connect("POST", CREATES, 409, "Connector a already exists", Kind.CONFLICT),
        connect("POST", CREATES, 409, "Connector rebalance already exists", Kind.CONFLICT),
        connect("POST", CREATES, 409, "words nobody has seen yet", Kind.CONFLICT),
        connect(
            "POST",
            CREATES,
            409,
            "Cannot complete request momentarily due to stale configuration (typically caused by a"
                + " concurrent config change)",
            Kind.REBALANCING),
        connect(
            "PUT",
            CHANGES,
            409,
            "Cannot complete request momentarily due to no known leader URL, likely because a"
                + " rebalance was underway.",
            Kind.REBALANCING),
        connect(
            "DELETE",
            CHANGES,
            409,
            "Cannot complete request because of a conflicting operation (e.g. worker rebalance)",
            Kind.REBALANCING),
        connect("POST", CHANGES, 409, "words nobody has seen yet", Kind.REBALANCING),
        other("POST", CREATES, 409, "<html>conflict</html>", Kind.CONFLICT),

        // 500 is the code with the most meanings.
        connect(
            "GET",
            NONE,
            500,
            "Request cannot be completed because a rebalance is expected",
            Kind.REBALANCING),
        connect(
            "PUT",
            CHANGES,
            500,
            "IO Error trying to forward REST request: java.net.ConnectException: Connection"
                + " refused",
            Kind.UNREACHABLE),
        connect(
            "PUT",
            CHANGES,
            500,
            "IO Error trying to forward REST request: Total timeout 30000 ms elapsed",
            Kind.OUTCOME_UNKNOWN),
        connect(
            "GET",
            NONE,
            500,
            "IO Error trying to forward REST request: Total timeout 30000 ms elapsed",
            Kind.UNREACHABLE),
        connect(
            "PUT",
            CHANGES,
            500,
            "Error writing connector configuration to Kafka",
            Kind.OUTCOME_UNKNOWN),
        connect("PUT", CHANGES, 500, "Error writing target state to Kafka", Kind.OUTCOME_UNKNOWN),
        connect(
            "DELETE",
            CHANGES,
            500,
            "Error removing connector configuration from Kafka",
            Kind.OUTCOME_UNKNOWN),
        connect(
            "POST",
            CREATES,
            500,
            "Request timed out. The worker is currently ensuring membership in the cluster, which"
                + " began at 2026-11-22T15:03:47Z",
            Kind.OUTCOME_UNKNOWN),
        connect(
            "PUT",
            CHANGES,
            500,
            "Failed to write to config topic; this may be due to a transient error and the request"
                + " can be safely retried",
            Kind.OUTCOME_UNKNOWN),
        connect("GET", NONE, 500, "Request timed out", Kind.TIMED_OUT),
        connect(
            "PUT",
            CHANGES,
            500,
            "Could not read properties from file /data/secrets/nope.properties",
            Kind.REFUSED),
        connect(
            "PUT",
            NONE,
            500,
            "org.apache.kafka.common.config.ConfigException: Could not read properties from file"
                + " /data/nope",
            Kind.REFUSED),
        connect(
            "POST",
            CREATES,
            500,
            "Unrecognized field \"initial_state\" (class org.apache.kafka.connect.runtime.rest"
                + ".entities.CreateConnectorRequest), not marked as ignorable",
            Kind.WORKER_ERROR),
        connect(
            "PUT",
            CHANGES,
            500,
            "Cannot invoke \"java.util.List.stream()\" because the return value is null",
            Kind.WORKER_ERROR),
        connect(
            "PUT",
            CHANGES,
            500,
            "no, a rebalance is expected, said the validator",
            Kind.WORKER_ERROR),
        other("PUT", CHANGES, 500, "", Kind.WORKER_ERROR),

        // What the configuration's author did.
        connect(
            "POST",
            CREATES,
            400,
            "Connector configuration is invalid and contains the following 1 error(s): Invalid"
                + " value "
                + SECRET
                + " for configuration db.password",
            Kind.REFUSED),
        connect(
            "PUT",
            CHANGES,
            400,
            "org.apache.kafka.connect.errors.ConnectException: Failed to find any class that"
                + " implements Connector and which name matches com.acme.Nope",
            Kind.REFUSED),
        connect(
            "PUT",
            NONE,
            400,
            "Included connector type FileStreamSource does not match request type TickSource",
            Kind.REFUSED),
        other("PUT", CHANGES, 413, "<html>too large</html>", Kind.REFUSED),
        other("GET", NONE, 400, "<html>Ambiguous URI path separator</html>", Kind.BAD_ANSWER),

        // Credentials.
        other("GET", NONE, 401, "User cannot access the resource.", Kind.UNAUTHORISED),
        other("PUT", CHANGES, 403, "", Kind.UNAUTHORISED),

        // Not there: only Connect itself may say so.
        connect("PUT", CHANGES, 404, "Unknown connector a", Kind.NOT_FOUND),
        connect("DELETE", CHANGES, 404, "Connector a not found", Kind.NOT_FOUND),
        connect("GET", NONE, 404, "No status found for connector a", Kind.NOT_FOUND),
        connect("DELETE", CHANGES, 404, "HTTP 404 Not Found", Kind.BAD_ANSWER),
        // Until it has started, a worker answers this to everything (seen on 4.3.1).
        other("DELETE", CHANGES, 404, "<html>not found</html>", Kind.UNREACHABLE),
        other("GET", NONE, 404, "<html>not found</html>", Kind.UNREACHABLE),
        connect("GET", NONE, 405, "HTTP 405 Method Not Allowed", Kind.BAD_ANSWER),
        connect("POST", CREATES, 415, "HTTP 415 Unsupported Media Type", Kind.BAD_ANSWER),

        // Gateways.
        other("GET", NONE, 302, "", Kind.BAD_ANSWER),
        other("PUT", CHANGES, 429, "slow down", Kind.REBALANCING),
        other("GET", NONE, 502, "bad gateway", Kind.UNREACHABLE),
        other("POST", CREATES, 502, "bad gateway", Kind.OUTCOME_UNKNOWN),
        other("GET", NONE, 503, "no backend", Kind.UNREACHABLE),
        other("PUT", CHANGES, 503, "no backend", Kind.OUTCOME_UNKNOWN),
        other("DELETE", CHANGES, 504, "gateway timeout", Kind.OUTCOME_UNKNOWN),
        other("GET", NONE, 501, "", Kind.WORKER_ERROR));
  }

  private static ErrorAnswers connect(
      String method, Effect effect, int status, String message, Kind kind) {
    String text = message.replace("\"", "\\\"");
    String body = "{\"error_code\":" + status + ",\"message\":\"" + text + "\"}";
    return new ErrorAnswers(method, effect, status, body, kind);
  }

  private static ErrorAnswers other(
      String method, Effect effect, int status, String body, Kind kind) {
    return new ErrorAnswers(method, effect, status, body, kind);
  }
}
