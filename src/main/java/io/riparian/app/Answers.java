package io.riparian.app;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shapes of our answers when something is wrong. */
final class Answers {
  private Answers() {}

  /** What every error answers: the status and one sentence. */
  public record Problem(int status, String message) {}

  static Response problem(Response.Status status, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .entity(new Problem(status.getStatusCode(), message))
        .build();
  }

  static WebApplicationException refused(Response.Status status, String message) {
    return new WebApplicationException(problem(status, message));
  }

  /** What the caller has to send, or no answer at all. */
  static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw refused(Response.Status.BAD_REQUEST, "give " + what);
    }
    return value;
  }

  /** The one field of a body that the caller has to send, or no answer at all. */
  static <B, T> T required(@Nullable B body, Function<B, @Nullable T> field, String what) {
    return required(body == null ? null : field.apply(body), what);
  }
}
