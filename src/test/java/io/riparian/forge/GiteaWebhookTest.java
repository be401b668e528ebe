package io.riparian.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.riparian.forge.Delivery.Subject;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Gitea and Forgejo send, by the fields that they document. */
class GiteaWebhookTest {
  private static final String REPOSITORY =
      """
      "repository": {"id": 1, "full_name": "acme/connect",
        "html_url": "https://gitea.example/acme/connect",
        "ssh_url": "git@gitea.example:acme/connect.git",
        "clone_url": "https://gitea.example/acme/connect.git"}""";
  private static final byte[] PUSH =
      """
      {"ref": "refs/heads/main", "before": "a", "after": "b", "compare_url": "x",
       "commits": [{"id": "b", "message": "m"}], "total_commits": 1, %s,
       "pusher": {"id": 1, "login": "alice"}, "sender": {"id": 1, "login": "alice"}}"""
          .formatted(REPOSITORY)
          .getBytes(UTF_8);
  private static final byte[] PULL =
      """
      {"action": "reviewed", "number": 7, "pull_request": {"id": 70, "number": 7, "title": "t"},
       %s, "sender": {"id": 2, "login": "bob"}, "commit_id": "b",
       "review": {"type": "pull_request_review_approved", "content": ""}}"""
          .formatted(REPOSITORY)
          .getBytes(UTF_8);

  private final GiteaWebhook webhook = new GiteaWebhook();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Function<String, Optional<String>> delivery(String event, byte[] body, String secret) {
    headers.put("X-Gitea-Delivery", "f6266f16-1bf3-46a5-9ea4-602e06ead473");
    headers.put("X-Gitea-Event", event);
    headers.put(
        "X-Gitea-Signature",
        HexFormat.of().formatHex(WebhookSignature.of(secret.getBytes(UTF_8), body)));
    return name -> Optional.ofNullable(headers.get(name));
  }

  @Test
  void whatIsSignedWithOneOfTheSecretsIsGenuine() {
    Function<String, Optional<String>> delivery = delivery("push", PUSH, "old");

    assertThat(webhook.mayBeGenuine(delivery, List.of("new", "old"))).isTrue();
    assertThat(webhook.isGenuine(delivery, PUSH, List.of("new", "old"))).isTrue();
    assertThat(webhook.isGenuine(delivery, PUSH, List.of("new"))).isFalse();
    assertThat(webhook.isGenuine(delivery, PULL, List.of("new", "old"))).isFalse();
  }

  @Test
  void forgejosOwnHeadersCountTheSame() {
    delivery("push", PUSH, "secret");
    for (String name : List.of("Delivery", "Event", "Signature")) {
      headers.put("X-Forgejo-" + name, headers.get("X-Gitea-" + name));
      headers.remove("X-Gitea-" + name);
    }

    assertThat(
            webhook.isGenuine(
                name -> Optional.ofNullable(headers.get(name)), PUSH, List.of("secret")))
        .isTrue();
  }

  @Test
  void withoutASecretNothingIsGenuine() {
    Function<String, Optional<String>> delivery = delivery("push", PUSH, " ");

    assertThat(webhook.mayBeGenuine(delivery, List.of())).isFalse();
    assertThat(webhook.isGenuine(delivery, PUSH, List.of(" "))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Gitea-Delivery", "X-Gitea-Event", "X-Gitea-Signature"})
  void withoutAHeaderTheBodyIsNotRead(String name) {
    Function<String, Optional<String>> delivery = delivery("push", PUSH, "secret");
    headers.remove(name);

    assertThat(webhook.mayBeGenuine(delivery, List.of("secret"))).isFalse();
  }

  @Test
  void aHeaderThatIsNoSignatureIsEnoughNotToReadTheBody() {
    Function<String, Optional<String>> delivery = delivery("push", PUSH, "secret");
    headers.put("X-Gitea-Signature", "");
    assertThat(webhook.mayBeGenuine(delivery, List.of("secret"))).isFalse();

    headers.put("X-Gitea-Signature", "Z".repeat(64));
    assertThat(webhook.mayBeGenuine(delivery, List.of("secret"))).isFalse();
  }

  @Test
  void aPushIsAboutTheBranches() {
    assertThat(webhook.read(delivery("push", PUSH, "secret"), PUSH))
        .isEqualTo(
            new Delivery(
                "f6266f16-1bf3-46a5-9ea4-602e06ead473",
                Subject.BRANCH,
                OptionalLong.empty(),
                Set.of(
                    "https://gitea.example/acme/connect",
                    "git@gitea.example:acme/connect.git",
                    "https://gitea.example/acme/connect.git")));
  }

  @Test
  void aPushOfATagIsNothing() {
    byte[] tag = new String(PUSH, UTF_8).replace("refs/heads/main", "refs/tags/v1").getBytes(UTF_8);

    assertThat(webhook.read(delivery("push", tag, "secret"), tag).subject())
        .isEqualTo(Subject.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pull_request",
        "pull_request_sync",
        "pull_request_approved",
        "pull_request_rejected",
        "pull_request_comment",
        "pull_request_review_approved"
      })
  void whatHappensToAPullRequestIsAboutIt(String event) {
    assertThat(webhook.read(delivery(event, PULL, "secret"), PULL))
        .returns(Subject.REQUEST, Delivery::subject)
        .returns(OptionalLong.of(7), Delivery::request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"issues", "issue_comment", "release", "unheard-of"})
  void anythingElseIsNothingAndIsNotUnderstood(String event) {
    assertThat(webhook.read(delivery(event, PUSH, "secret"), "no JSON".getBytes(UTF_8)).subject())
        .isEqualTo(Subject.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"pull_request\": {\"number\": 7}}",
        "{\"pull_request\": {\"number\": \"seven\"}, \"repository\": {}}"
      })
  void whatIsNotGiteasIsRefusedWithoutAWordOfIt(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> webhook.read(delivery("pull_request", PULL, "secret"), body.getBytes(UTF_8)))
        .withNoCause()
        .withMessageNotContaining("seven");
  }
}
