package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ForgeFailure.Kind;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes the calls to one forge, each of them once. A list is read to its last page or not at all,
 * and a page that lies elsewhere than the forge is never asked for.
 */
final class ForgeCalls {
  /** As many as a page may have, on all forges but for Gitea as it is installed. */
  static final int PAGE = 100;

  /** Nothing of use to us is longer, and a list has to end. */
  static final int MAX_PAGES = 50;

  private final String forge;
  private final ForgeEndpoint endpoint;

  /**
   * @param forge as people call it
   */
  ForgeCalls(String forge, ForgeEndpoint endpoint) {
    this.forge = forge;
    this.endpoint = endpoint;
  }

  /**
   * @param path below the url of the API
   */
  ForgeCall call(String method, String path) {
    return new ForgeCall(forge, endpoint.url().getRawAuthority(), method, path);
  }

  /**
   * The answer to a call, whatever it says.
   *
   * @throws ForgeFailure when there is none
   */
  ForgeAnswer send(ForgeCall call, Supplier<Response> sending) {
    try {
      return new ForgeAnswer(call, sending.get(), endpoint);
    } catch (ProcessingException broken) {
      throw failure(call, broken);
    }
  }

  /**
   * Told from the class of what the network did; its text may quote what was on the wire, and is
   * dropped.
   */
  private static ForgeFailure failure(ForgeCall call, ProcessingException broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return call.failure(Kind.UNREACHABLE, "the forge does not accept a connection");
      }
      if (cause instanceof UnknownHostException) {
        return call.failure(Kind.UNREACHABLE, "the name of the forge's host is unknown");
      }
      if (cause instanceof SSLHandshakeException) {
        return call.failure(Kind.UNREACHABLE, "no TLS connection came about");
      }
      if (cause instanceof TimeoutException) {
        return call.failure(Kind.TIMED_OUT, "no answer in time");
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return call.failure(Kind.TIMED_OUT, "we stopped waiting");
      }
    }
    return call.failure(Kind.UNREACHABLE, "the connection was lost");
  }

  /** The document of a call that has to succeed. */
  <T> T read(ForgeCall call, TypeReference<T> type, Supplier<Response> sending) {
    try (ForgeAnswer answer = send(call, sending)) {
      return answer.read(type);
    }
  }

  /** For a call that has to succeed, and then has nothing to say. */
  void expect(ForgeCall call, Supplier<Response> sending) {
    try (ForgeAnswer answer = send(call, sending)) {
      answer.expectSuccess();
    }
  }

  /**
   * All of a list.
   *
   * @param next how to ask for the page at an address
   */
  <T> List<T> list(
      ForgeCall call,
      TypeReference<List<T>> page,
      Supplier<Response> first,
      Function<URI, Response> next) {
    return list(send(call, first), call, page, next, never -> false);
  }

  /**
   * All of a list.
   *
   * @param first its first page, which is closed here
   * @param enough whether what follows on these is of no use
   */
  <T> List<T> list(
      ForgeAnswer first,
      ForgeCall call,
      TypeReference<List<T>> page,
      Function<URI, Response> next,
      Predicate<List<T>> enough) {
    List<T> all = new ArrayList<>();
    Optional<URI> following = add(first, page, all);
    for (int pages = 1; following.isPresent() && !enough.test(all); pages++) {
      if (pages == MAX_PAGES) {
        throw call.failure(Kind.BAD_ANSWER, "the list is longer than " + MAX_PAGES + " pages");
      }
      URI address = following.orElseThrow();
      following = add(send(call, () -> next.apply(address)), page, all);
    }
    return all;
  }

  private static <T> Optional<URI> add(
      ForgeAnswer answer, TypeReference<List<T>> page, List<T> all) {
    try (answer) {
      all.addAll(answer.read(page));
      return answer.next();
    }
  }

  /** Ends a client of {@link ForgeEndpoint#client}. */
  static void close(Object client) {
    try {
      // Every client that Quarkus builds is closeable; the interface does not say so.
      ((Closeable) client).close();
    } catch (IOException unreleased) {
      throw new UncheckedIOException(unreleased);
    }
  }
}
