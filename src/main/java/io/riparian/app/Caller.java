package io.riparian.app;

import io.riparian.app.RiparianConfig.Scope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/** Who is calling, by the token they show. A wrong token is refused even where none is needed. */
@RequestScoped
public class Caller {
  private static final String BEARER = "Bearer ";

  private final RiparianConfig config;
  private final HttpHeaders headers;

  Caller(RiparianConfig config, @Context HttpHeaders headers) {
    this.config = config;
    this.headers = headers;
  }

  /** The name of the token, if one was shown. */
  Optional<String> name() {
    String header = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.empty();
    }
    if (!header.startsWith(BEARER)) {
      throw unauthorized("only bearer tokens are known here");
    }
    byte[] shown = digest(header.substring(BEARER.length()).strip());
    String found = "";
    for (Map.Entry<String, RiparianConfig.Token> token : config.tokens().entrySet()) {
      // Every token is compared, and every comparison takes the same time.
      if (MessageDigest.isEqual(digest(token.getValue().value()), shown)) {
        found = token.getKey();
      }
    }
    if (found.isEmpty()) {
      throw unauthorized("this token is not known");
    }
    return Optional.of(found);
  }

  boolean may(Scope scope) {
    return name()
        .map(name -> config.tokens().get(name))
        .filter(token -> token.scopes().contains(scope))
        .isPresent();
  }

  /** The caller's name, or no answer at all. */
  String require(Scope scope) {
    String name =
        name().orElseThrow(() -> unauthorized("this needs a token: Authorization: Bearer <token>"));
    if (!may(scope)) {
      throw new ForbiddenException(
          Answers.problem(
              Response.Status.FORBIDDEN,
              "the token `%s` lacks the scope `%s`"
                  .formatted(name, scope.name().toLowerCase(java.util.Locale.ROOT))));
    }
    return name;
  }

  private static NotAuthorizedException unauthorized(String why) {
    return new NotAuthorizedException(
        Response.status(Response.Status.UNAUTHORIZED)
            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
            .type(MediaType.APPLICATION_JSON)
            .entity(new Answers.Problem(401, why))
            .build());
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
