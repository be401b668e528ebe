package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ws.rs.WebApplicationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the caller has to send is asked for, whatever is missing of it. */
class OperatingResourceTest {
  private static final String TOKEN = "operator-token-0123456789";

  private final OperatingResource resource = resource();

  private static OperatingResource resource() {
    RiparianConfig config =
        OwnConfiguration.of("tokens.olive.value", TOKEN, "tokens.olive.scopes", "plan,operate");
    Exposure exposure = new Exposure("127.0.0.1", config);
    return new OperatingResource(
        Unwatched.daemon(config, exposure), new Caller(config, new BearerHeader(TOKEN)), exposure);
  }

  private static void asksFor(String what, ThrowingCallable call) {
    assertThatExceptionOfType(WebApplicationException.class)
        .isThrownBy(call)
        .satisfies(
            refused ->
                assertThat(refused.getResponse().getEntity())
                    .isEqualTo(new Answers.Problem(400, "give " + what)));
  }

  @Test
  void aPlanNeedsSomethingToPlan() {
    asksFor("a `revision` or `files`", () -> resource.plan(null));
    asksFor(
        "a `revision` or `files`",
        () -> resource.plan(new OperatingResource.PlanRequest(null, null, null)));
  }

  @Test
  void anApplyNeedsABody() {
    asksFor("a `revision`, or {}", () -> resource.apply(null));
  }

  @Test
  void anAcknowledgementNeedsItsDigest() {
    asksFor("a `digest`", () -> resource.acknowledge(null));
    asksFor(
        "a `digest`",
        () -> resource.acknowledge(new OperatingResource.Acknowledgement(null, null)));
  }

  @Test
  void aCommitIsNeededToGoOnFrom() {
    asksFor("a `commit`", () -> resource.baseline(null));
    asksFor("a `commit`", () -> resource.baseline(new OperatingResource.Commit(null)));
    asksFor("a `commit`", () -> resource.history(null));
    asksFor("a `commit`", () -> resource.history(new OperatingResource.Commit(null)));
  }
}
