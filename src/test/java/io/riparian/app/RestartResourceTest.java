package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.riparian.app.RestartResource.Restart;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RestartResourceTest {
  private static final String TOKEN = "operator-token-0123456789";

  private static RestartResource resource(String scopes) {
    return resource(scopes, TOKEN);
  }

  private static RestartResource resource(String scopes, String shown) {
    RiparianConfig config =
        OwnConfiguration.of("tokens.olive.value", TOKEN, "tokens.olive.scopes", scopes);
    return new RestartResource(
        Unwatched.daemon(config), new Caller(config, new BearerHeader(shown)));
  }

  private static void refuses(String message, ThrowingCallable call) {
    assertThatExceptionOfType(WebApplicationException.class)
        .isThrownBy(call)
        .satisfies(
            refused ->
                assertThat(refused.getResponse().getEntity())
                    .isEqualTo(new Answers.Problem(400, message)));
  }

  private static Restart of(String connector, String secret, String parts, String reason) {
    return new Restart(connector, secret, null, null, parts, reason);
  }

  @Test
  void whatIsToBeRestartedIsAskedFor() {
    RestartResource resource = resource("operate");

    refuses("give a `connector` or a `secret`", () -> resource.restart(null));
    refuses("give a `connector` or a `secret`", () -> resource.restart(of("", "", "all", "why")));
    refuses(
        "give a `connector` or a `secret`",
        () -> resource.restart(of("a", "vault:a", "all", "why")));
    refuses("the `parts` are failed or all", () -> resource.restart(of("a", "", "some", "why")));
    refuses("give a `secret`", () -> resource.plan(null, null, null));
  }

  @Test
  void whatIsNoNameOfASecretIsNotRepeated() {
    RestartResource resource = resource("operate");
    String why = "the `secret` is written alias:path or alias:path:key, as references are";

    refuses(why, () -> resource.restart(of("", "hunter2", "", "rotation")));
    refuses(why, () -> resource.plan("hunter2", null, null));
  }

  @Test
  void whoeverOnlyReadsIsToldNothing() {
    RestartResource resource = resource("read,plan");

    assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> resource.list(null));
    assertThatExceptionOfType(ForbiddenException.class)
        .isThrownBy(() -> resource.plan("vault:a", null, null));
    assertThatExceptionOfType(ForbiddenException.class)
        .isThrownBy(() -> resource.restart(of("a", "", "all", "why")));
  }

  @Test
  void aWrongTokenIsRefused() {
    RestartResource resource = resource("operate", TOKEN + "x");

    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> resource.restart(of("a", "", "all", "why")));
  }
}
