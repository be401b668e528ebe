package io.riparian.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.riparian.connect.Call.Effect;
import io.riparian.connect.ConnectFailure.Kind;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The document in which Connect explains an error, and what it means for the caller. Status and
 * method decide; the text is read only where Connect uses one code for several things, and goes no
 * further, because it echoes configuration values and resolved secrets.
 *
 * <p>The texts are those of Connect 3.6 to 4.3, mostly of {@code HerderRequestHandler}, {@code
 * RestClient} and {@code KafkaConfigBackingStore}.
 */
record ErrorAnswer(@JsonProperty("error_code") int code, @Nullable String message) {

  /** Whatever answered was not Connect's own error document. */
  static final ErrorAnswer NONE = new ErrorAnswer(0, null);

  ConnectFailure failure(Call call, int status) {
    Kind kind = kind(call, status);
    String sentence =
        status == 404 && kind == Kind.UNREACHABLE
            ? "the worker is still starting, or the url is wrong"
            : sentence(kind);
    return ConnectFailure.at(call, kind, "answered " + status + ", " + sentence);
  }

  private Kind kind(Call call, int status) {
    return switch (status) {
      case 400, 413, 422 -> call.effect() == Effect.NONE ? notAllowedToRead(call) : Kind.REFUSED;
      case 401, 403 -> Kind.UNAUTHORISED;
      case 404 -> notFound();
      case 409 -> call.effect() == Effect.CREATES ? conflict() : Kind.REBALANCING;
      case 429 -> Kind.REBALANCING;
      case 500 -> internalError(call);
      // From a gateway: it does not say whether the worker behind it got the request.
      case 502, 503, 504 -> call.writes() ? Kind.OUTCOME_UNKNOWN : Kind.UNREACHABLE;
      default -> status > 500 ? Kind.WORKER_ERROR : Kind.BAD_ANSWER;
    };
  }

  /** Only a validation reads with a body that can be wrong. */
  private static Kind notAllowedToRead(Call call) {
    return call.method().equals("PUT") ? Kind.REFUSED : Kind.BAD_ANSWER;
  }

  /**
   * A worker answers 404 in HTML to everything until it has started, and so does somebody else's
   * server: neither did anything, and neither means "gone".
   */
  private Kind notFound() {
    if (code != 404) {
      return Kind.UNREACHABLE;
    }
    return begins("HTTP 404") ? Kind.BAD_ANSWER : Kind.NOT_FOUND;
  }

  /** Anything but a known rebalance is a reason to look, never to create again. */
  private Kind conflict() {
    return begins("Cannot complete request") ? Kind.REBALANCING : Kind.CONFLICT;
  }

  private Kind internalError(Call call) {
    if (begins("Request cannot be completed because a rebalance is expected")
        || begins("Cannot complete request momentarily")) {
      return Kind.REBALANCING;
    }
    if (begins("IO Error trying to forward REST request")) {
      return call.writes() && !leaderWasNeverReached() ? Kind.OUTCOME_UNKNOWN : Kind.UNREACHABLE;
    }
    if (begins(
        "Error writing ",
        "Error removing ",
        "Request timed out",
        "Request interrupted",
        "Failed to write to config topic",
        "Thread was interrupted trying to forward",
        "Error trying to forward REST request")) {
      return call.writes() ? Kind.OUTCOME_UNKNOWN : Kind.TIMED_OUT;
    }
    return isConfigProvidersFault() || isUnknownClass() ? Kind.REFUSED : Kind.WORKER_ERROR;
  }

  private boolean leaderWasNeverReached() {
    return Stream.of(
            "java.net.ConnectException",
            "Connection refused",
            "java.net.UnknownHostException",
            "java.net.NoRouteToHostException",
            "Connect Timeout")
        .anyMatch(text()::contains);
  }

  /** Connect 4 answers 500 where a referenced secrets file is missing. */
  private boolean isConfigProvidersFault() {
    return begins(
        "Could not read ", "org.apache.kafka.common.config.ConfigException: Could not read ");
  }

  /** Validating against a class that is not installed answers 500, creating answers 400. */
  boolean isUnknownClass() {
    return begins("org.apache.kafka.connect.", "Failed to find any class")
        && text().contains("Failed to find any class that implements Connector");
  }

  private boolean begins(String... beginnings) {
    return Stream.of(beginnings).anyMatch(text()::startsWith);
  }

  private String text() {
    return message == null ? "" : message;
  }

  private static String sentence(Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> "the worker or its leader cannot be reached";
      case TIMED_OUT -> "the worker did not finish in time";
      case REBALANCING -> "the workers are busy, most likely rebalancing";
      case CONFLICT -> "a connector of this name exists already";
      case NOT_FOUND -> "there is no such connector";
      case REFUSED -> "Connect does not accept the configuration";
      case UNAUTHORISED -> "the credential is missing, wrong or not enough";
      case OUTCOME_UNKNOWN -> "whether it took effect is unknown";
      case WORKER_ERROR -> "the worker failed";
      case BAD_ANSWER -> "which is no answer of Kafka Connect's to this request";
    };
  }

  @Override
  public String toString() {
    return "ErrorAnswer[" + code + "]";
  }
}
