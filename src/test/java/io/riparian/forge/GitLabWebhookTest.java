package io.riparian.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.riparian.forge.Delivery.Subject;
import java.util.Base64;
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

/** What GitLab sends, by the fields that it documents. */
class GitLabWebhookTest {
  private static final String PROJECT =
      """
      "project": {"id": 77, "name": "Connect", "web_url": "https://gitlab.example/acme/connect",
        "git_ssh_url": "git@gitlab.example:acme/connect.git",
        "git_http_url": "https://gitlab.example/acme/connect.git",
        "path_with_namespace": "acme/connect", "default_branch": "main"}""";
  private static final byte[] PUSH =
      """
      {"object_kind": "push", "event_name": "push", "ref": "refs/heads/main", "before": "a",
       "after": "b", "user_id": 1, "user_username": "alice", "project_id": 77, %s,
       "commits": [], "total_commits_count": 1}"""
          .formatted(PROJECT)
          .getBytes(UTF_8);
  private static final byte[] APPROVED =
      """
      {"object_kind": "merge_request", "event_type": "merge_request",
       "user": {"id": 2, "username": "bob"}, %s,
       "object_attributes": {"id": 700, "iid": 7, "action": "approved", "state": "opened"}}"""
          .formatted(PROJECT)
          .getBytes(UTF_8);
  private static final byte[] NOTE =
      """
      {"object_kind": "note", "user": {"id": 2}, %s,
       "object_attributes": {"id": 1, "noteable_type": "MergeRequest", "note": "hm"},
       "merge_request": {"id": 700, "iid": 8}}"""
          .formatted(PROJECT)
          .getBytes(UTF_8);
  private static final String SIGNING =
      "whsec_"
          + Base64.getEncoder().encodeToString("a key of 32 bytes, as it happens".getBytes(UTF_8));

  private final GitLabWebhook webhook = new GitLabWebhook();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Function<String, Optional<String>> delivery(String event) {
    headers.put("X-Gitlab-Event", event);
    headers.put("X-Gitlab-Event-UUID", "13792a34-cac6-4fda-95a8-c58e00a3954e");
    headers.put("Idempotency-Key", "f5e5f430-f57b-4e6e-9fac-d9128cd7232f");
    return name -> Optional.ofNullable(headers.get(name));
  }

  private Function<String, Optional<String>> signed(byte[] body) {
    headers.put("webhook-id", "f5e5f430-f57b-4e6e-9fac-d9128cd7232f");
    headers.put("webhook-timestamp", "1767323045");
    headers.put(
        "webhook-signature",
        "v1,"
            + Base64.getEncoder()
                .encodeToString(
                    WebhookSignature.of(
                        "a key of 32 bytes, as it happens".getBytes(UTF_8),
                        "f5e5f430-f57b-4e6e-9fac-d9128cd7232f.1767323045.".getBytes(UTF_8),
                        body)));
    return delivery("Push Hook");
  }

  @Test
  void theTokenIsOneOfTheSecretsOrTheBodyIsNotRead() {
    Function<String, Optional<String>> delivery = delivery("Push Hook");
    headers.put("X-Gitlab-Token", "old");

    assertThat(webhook.mayBeGenuine(delivery, List.of("new", "old"))).isTrue();
    assertThat(webhook.isGenuine(delivery, PUSH, List.of("new", "old"))).isTrue();
    assertThat(webhook.mayBeGenuine(delivery, List.of("new"))).isFalse();
    assertThat(webhook.mayBeGenuine(delivery, List.of())).isFalse();
  }

  @Test
  void anEmptySecretProvesNothing() {
    Function<String, Optional<String>> delivery = delivery("Push Hook");

    for (String token : List.of("", " ")) {
      headers.put("X-Gitlab-Token", token);
      assertThat(webhook.mayBeGenuine(delivery, List.of("", " "))).isFalse();
    }
  }

  @Test
  void whatIsSignedIsGenuineInEveryByte() {
    Function<String, Optional<String>> delivery = signed(PUSH);

    assertThat(webhook.mayBeGenuine(delivery, List.of("other", SIGNING))).isTrue();
    assertThat(webhook.isGenuine(delivery, PUSH, List.of("other", SIGNING))).isTrue();
    assertThat(webhook.isGenuine(delivery, APPROVED, List.of(SIGNING))).isFalse();
    headers.put("webhook-timestamp", "1767323046");
    assertThat(webhook.isGenuine(delivery, PUSH, List.of(SIGNING))).isFalse();
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    signed(PUSH);
    headers.put("webhook-signature", "v1,AAAA v1a,BBBB " + headers.get("webhook-signature"));

    assertThat(webhook.isGenuine(delivery("Push Hook"), PUSH, List.of(SIGNING))).isTrue();
  }

  @Test
  void aSignatureIsOfNoUseWithoutASigningToken() {
    assertThat(webhook.mayBeGenuine(signed(PUSH), List.of("secret"))).isFalse();
  }

  @Test
  void aSigningTokenIsNeverTakenInTheClear() {
    Function<String, Optional<String>> delivery = delivery("Push Hook");
    headers.put("X-Gitlab-Token", SIGNING);

    assertThat(webhook.mayBeGenuine(delivery, List.of(SIGNING))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_***"})
  void aSigningTokenThatIsNoneProvesNothing(String secret) {
    assertThat(webhook.isGenuine(signed(PUSH), PUSH, List.of(secret))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "v1,", "sha256=00", "v1,*"})
  void aHeaderThatIsNoSignatureIsEnoughNotToReadTheBody(String signature) {
    Function<String, Optional<String>> delivery = signed(PUSH);
    headers.put("webhook-signature", signature);

    assertThat(webhook.mayBeGenuine(delivery, List.of(SIGNING))).isFalse();
  }

  @Test
  void theSameIsKnownAgainByItsKeyOrOnAnOlderServerByItsEvent() {
    assertThat(webhook.read(delivery("Push Hook"), PUSH).id())
        .isEqualTo("f5e5f430-f57b-4e6e-9fac-d9128cd7232f");
    headers.remove("Idempotency-Key");
    assertThat(webhook.read(name -> Optional.ofNullable(headers.get(name)), PUSH).id())
        .isEqualTo("13792a34-cac6-4fda-95a8-c58e00a3954e");
  }

  @Test
  void whatHasNoIdIsNotRead() {
    Function<String, Optional<String>> delivery = delivery("Push Hook");
    headers.put("X-Gitlab-Token", "secret");
    headers.remove("Idempotency-Key");
    headers.remove("X-Gitlab-Event-UUID");

    assertThat(webhook.mayBeGenuine(delivery, List.of("secret"))).isFalse();
  }

  @Test
  void aPushIsAboutTheBranches() {
    assertThat(webhook.read(delivery("Push Hook"), PUSH))
        .returns(Subject.BRANCH, Delivery::subject)
        .returns(OptionalLong.empty(), Delivery::request)
        .returns(
            Set.of(
                "https://gitlab.example/acme/connect",
                "git@gitlab.example:acme/connect.git",
                "https://gitlab.example/acme/connect.git"),
            Delivery::repository);
  }

  @Test
  void anApprovalIsAboutItsMergeRequest() {
    assertThat(webhook.read(delivery("Merge Request Hook"), APPROVED))
        .returns(Subject.REQUEST, Delivery::subject)
        .returns(OptionalLong.of(7), Delivery::request);
  }

  @Test
  void aCommentIsAboutItsMergeRequest() {
    assertThat(webhook.read(delivery("Note Hook"), NOTE))
        .returns(Subject.REQUEST, Delivery::subject)
        .returns(OptionalLong.of(8), Delivery::request);
  }

  @Test
  void aCommentOnAnythingElseIsNothing() {
    byte[] onAnIssue =
        new String(NOTE, UTF_8).replace("\"merge_request\"", "\"issue\"").getBytes(UTF_8);

    assertThat(webhook.read(delivery("Note Hook"), onAnIssue).subject()).isEqualTo(Subject.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tag Push Hook", "Issue Hook", "Pipeline Hook", "Unheard Hook"})
  void anythingElseIsNothingAndIsNotUnderstood(String event) {
    assertThat(webhook.read(delivery(event), "no JSON".getBytes(UTF_8)).subject())
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
        "{\"object_attributes\": {\"iid\": 7}}",
        "{\"object_attributes\": {\"iid\": \"seven\"}, \"project\": {}}"
      })
  void whatIsNotGitLabsIsRefusedWithoutAWordOfIt(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhook.read(delivery("Merge Request Hook"), body.getBytes(UTF_8)))
        .withNoCause()
        .withMessageNotContaining("seven");
  }
}
