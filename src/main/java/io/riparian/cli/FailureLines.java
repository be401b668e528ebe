package io.riparian.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.health.Classifier;
import io.riparian.report.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many failures, one on each line; a line that cannot be read is told, and stops no other. */
final class FailureLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LONGEST = 64 * 1024 * 1024;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Classifier classifier;
  private final String connector;
  private final String source;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * @param source what the input is called in messages
   */
  FailureLines(
      Classifier classifier, String connector, String source, PrintWriter out, PrintWriter err) {
    this.classifier = classifier;
    this.connector = connector;
    this.source = source;
    this.out = out;
    this.err = err;
  }

  /** Explains each line but blank ones; whether all of them could be read. */
  boolean explain(BufferedReader lines) throws IOException {
    boolean whole = true;
    int number = 0;
    String line = withoutMark(lines.readLine());
    while (line != null) {
      number++;
      whole &= line.isBlank() || explain(line, number);
      out.flush();
      err.flush();
      line = lines.readLine();
    }
    return whole;
  }

  /** Some editors begin a file with one. */
  private static @Nullable String withoutMark(@Nullable String line) {
    return line != null && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private boolean explain(String line, int number) throws JsonProcessingException {
    JsonNode failure;
    try {
      failure = JSON.readTree(line);
    } catch (JsonProcessingException unreadable) {
      return bad(number, "this is no JSON");
    }
    if (!failure.isObject()) {
      return bad(number, "this is no JSON object");
    }
    if (!failure.path("id").isValueNode() || failure.path("id").isNull()) {
      return bad(number, "`id` is missing, or is no text");
    }
    if (!failure.path("text").isTextual()) {
      return bad(number, "`text` is missing, or is no text");
    }
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("id", failure.path("id"));
    verdict.putAll(FailureJson.of(classifier.classify(failure.path("text").asText(), connector)));
    out.println(JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(verdict));
    return true;
  }

  private boolean bad(int number, String what) {
    err.println(
        Terminal.visible(source)
            + ":"
            + number
            + ": "
            + what
            + "; write one object on this line: {\"id\": \"…\", \"text\": \"…\"}");
    return false;
  }
}
