package io.riparian.connect;

import io.riparian.connect.ConnectFailure.Kind;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * How a call broke before any status came back. It is told from the class of the exception; the
 * exception's text may quote what was on the wire, and is dropped.
 */
enum BrokenCall {
  /** Nobody listens there, or the way there is closed. */
  REFUSED("the worker does not accept a connection"),
  UNKNOWN_HOST("the name of the worker's host is unknown"),
  HANDSHAKE("no TLS connection came about"),
  TIMED_OUT("no answer in time"),
  INTERRUPTED("we stopped waiting"),
  LOST("the connection was lost");

  private final String sentence;

  BrokenCall(String sentence) {
    this.sentence = sentence;
  }

  /**
   * @param failure in which the REST client wraps whatever the network did; anything else it throws
   *     is a mistake of ours, and none of this enum's business
   */
  static BrokenCall of(ProcessingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return REFUSED;
      }
      if (cause instanceof UnknownHostException) {
        return UNKNOWN_HOST;
      }
      // Any other TLS failure may come after the request has gone out.
      if (cause instanceof SSLHandshakeException) {
        return HANDSHAKE;
      }
      if (cause instanceof TimeoutException) {
        return TIMED_OUT;
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return INTERRUPTED;
      }
    }
    return LOST;
  }

  /** As one word of a label. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  ConnectFailure failure(Call call) {
    return ConnectFailure.at(call, kind(call), sentence);
  }

  private Kind kind(Call call) {
    return switch (this) {
      case REFUSED, UNKNOWN_HOST, HANDSHAKE -> Kind.UNREACHABLE;
      case TIMED_OUT, INTERRUPTED -> Kind.TIMED_OUT;
      case LOST -> call.writes() ? Kind.OUTCOME_UNKNOWN : Kind.UNREACHABLE;
    };
  }
}
