package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.riparian.app.InterventionResource.Begin;
import io.riparian.app.InterventionResource.End;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InterventionResourceTest {
  private static final String TOKEN = "operator-token-0123456789";

  private static InterventionResource resource(String scopes) {
    return resource(scopes, TOKEN);
  }

  private static InterventionResource resource(String scopes, String shown) {
    RiparianConfig config =
        OwnConfiguration.of("tokens.olive.value", TOKEN, "tokens.olive.scopes", scopes);
    return new InterventionResource(
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

  @Test
  void whatIsToBeBegunIsAskedFor() {
    InterventionResource resource = resource("operate");

    refuses("give a `kind`", () -> resource.begin(null));
    refuses(
        "the `kind` is override, suspension or break-glass",
        () -> resource.begin(new Begin("pause", "c", "a", "paused", "why", "4h")));
    refuses(
        "give a `reason`; it is recorded",
        () -> resource.begin(new Begin("break-glass", null, null, null, null, null)));
    refuses("give a `kind`", () -> resource.end(new End(null, "c", "a")));
  }

  @Test
  void aWrongTokenIsRefusedEvenWhereNoneIsNeeded() {
    InterventionResource resource = resource("operate", TOKEN + "x");

    assertThatExceptionOfType(NotAuthorizedException.class).isThrownBy(resource::list);
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> resource.begin(new Begin("break-glass", "", "", "", "why", "")));
    assertThatExceptionOfType(NotAuthorizedException.class)
        .isThrownBy(() -> resource.end(new End("break-glass", "", "")));
  }

  @Test
  void whoeverOnlyReadsBeginsAndEndsNothing() {
    InterventionResource resource = resource("read,plan");

    assertThatExceptionOfType(ForbiddenException.class)
        .isThrownBy(() -> resource.begin(new Begin("break-glass", "", "", "", "why", "")));
    assertThatExceptionOfType(ForbiddenException.class)
        .isThrownBy(() -> resource.end(new End("break-glass", "", "")));
  }
}
