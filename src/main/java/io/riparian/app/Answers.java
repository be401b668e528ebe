package io.riparian.app;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

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
}
