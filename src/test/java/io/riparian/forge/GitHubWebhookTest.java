package io.riparian.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.forge.Delivery.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubWebhookTest {
  private static final String ID = "72d3162e-cc78-11e3-81ab-4c9367dc0958";
  private static final String REPOSITORY =
      """
      "repository": {"clone_url": "https://github.com/acme/connect.git",
        "ssh_url": "git@github.com:acme/connect.git",
        "git_url": "git://github.com/acme/connect.git",
        "html_url": "https://github.com/acme/connect"}""";

  /** GitHub's own example: this secret makes this signature of this body. */
  private static final String SECRET = "It's a Secret to Everybody";

  private static final byte[] HELLO = "Hello, World!".getBytes(UTF_8);
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private final Webhook webhook = new GitHubWebhook();

  private static Function<String, Optional<String>> headers(String... pairs) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < pairs.length; i += 2) {
      headers.put(pairs[i].toLowerCase(Locale.ROOT), pairs[i + 1]);
    }
    return name -> Optional.ofNullable(headers.get(name));
  }

  private static Function<String, Optional<String>> signed(String signature) {
    return headers(
        "X-Hub-Signature-256", signature, "X-GitHub-Event", "push", "X-GitHub-Delivery", ID);
  }

  private Delivery read(String event, String body) {
    return webhook.read(
        headers("X-GitHub-Event", event, "X-GitHub-Delivery", ID), body.getBytes(UTF_8));
  }

  @Test
  void aSignatureByOneOfTheSecretsIsGenuine() {
    assertThat(webhook.isGenuine(signed(SIGNATURE), HELLO, List.of(SECRET))).isTrue();
    assertThat(webhook.isGenuine(signed(SIGNATURE), HELLO, List.of("new", SECRET))).isTrue();
    assertThat(webhook.isGenuine(signed(SIGNATURE), HELLO, List.of(SECRET, "old"))).isTrue();
  }

  @Test
  void anyOtherSecretOrBodyIsNot() {
    assertThat(webhook.isGenuine(signed(SIGNATURE), HELLO, List.of("other"))).isFalse();
    assertThat(webhook.isGenuine(signed(SIGNATURE), HELLO, List.of())).isFalse();
    assertThat(
            webhook.isGenuine(signed(SIGNATURE), "Hello, World".getBytes(UTF_8), List.of(SECRET)))
        .isFalse();
  }

  @Test
  void anEmptySecretProvesNothing() {
    assertThat(webhook.isGenuine(signed(SIGNATURE), HELLO, List.of("", " "))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g",
        "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17"
      })
  void whatIsNoSignatureIsSeenFromTheHeadersAlone(String signature) {
    assertThat(webhook.mayBeGenuine(signed(signature), List.of(SECRET))).isFalse();
    assertThat(webhook.isGenuine(signed(signature), HELLO, List.of(SECRET))).isFalse();
  }

  @Test
  void aDeliveryHasAKindAndAnId() {
    assertThat(webhook.mayBeGenuine(signed(SIGNATURE), List.of(SECRET))).isTrue();
    assertThat(
            webhook.mayBeGenuine(
                headers("X-Hub-Signature-256", SIGNATURE, "X-GitHub-Event", "push"),
                List.of(SECRET)))
        .isFalse();
    assertThat(
            webhook.mayBeGenuine(
                headers("X-Hub-Signature-256", SIGNATURE, "X-GitHub-Delivery", ID),
                List.of(SECRET)))
        .isFalse();
    assertThat(
            webhook.mayBeGenuine(
                headers(
                    "X-Hub-Signature-256",
                    SIGNATURE,
                    "X-GitHub-Event",
                    "push",
                    "X-GitHub-Delivery",
                    "x".repeat(65)),
                List.of(SECRET)))
        .isFalse();
  }

  @Test
  void aPushSaysToLookAtTheBranch() {
    assertThat(read("push", "{\"ref\": \"refs/heads/main\", " + REPOSITORY + "}"))
        .isEqualTo(
            new Delivery(
                ID,
                Subject.BRANCH,
                OptionalLong.empty(),
                Set.of(
                    "https://github.com/acme/connect.git",
                    "git@github.com:acme/connect.git",
                    "git://github.com/acme/connect.git",
                    "https://github.com/acme/connect")));
  }

  @Test
  void aTagIsNothing() {
    assertThat(read("push", "{\"ref\": \"refs/tags/v1\", " + REPOSITORY + "}").subject())
        .isEqualTo(Subject.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull_request", "pull_request_review"})
  void whatHappensToARequestSaysToLookAtIt(String event) {
    assertThat(read(event, "{\"pull_request\": {\"number\": 7}, " + REPOSITORY + "}"))
        .returns(Subject.REQUEST, Delivery::subject)
        .returns(OptionalLong.of(7), Delivery::request);
  }

  @ParameterizedTest
  @CsvSource({"check_run, rerequested", "check_suite, rerequested"})
  void whoWantsAVerdictAgainGetsALookAtTheRequest(String event, String action) {
    String body = "{\"action\": \"%s\", \"%s\": {\"pull_requests\": [%s]}, %s}";

    assertThat(read(event, body.formatted(action, event, "{\"number\": 7}", REPOSITORY)))
        .returns(Subject.REQUEST, Delivery::subject)
        .returns(OptionalLong.of(7), Delivery::request);
    assertThat(read(event, body.formatted(action, event, "", REPOSITORY)))
        .returns(Subject.REQUEST, Delivery::subject)
        .returns(OptionalLong.empty(), Delivery::request);
    assertThat(read(event, body.formatted("completed", event, "", REPOSITORY)).subject())
        .isEqualTo(Subject.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "merge_group", "issue_comment", "brand_new"})
  void allElseIsNothingWhateverItSays(String event) {
    assertThat(read(event, "not even JSON"))
        .isEqualTo(new Delivery(ID, Subject.NOTHING, OptionalLong.empty(), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"pull_request\": {\"number\": 7}}",
        "{\"pull_request\": {}, \"repository\": {}}",
        "payload=%7B%7D"
      })
  void whatIsNoSuchEventIsRefusedWithoutBeingQuoted(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("pull_request", body + "canary"))
        .withNoCause()
        .satisfies(refusal -> assertThat(refusal).message().doesNotContain("canary"));
    assertThatIllegalArgumentException().isThrownBy(() -> read("pull_request", body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.github.com", "ghes-31", "ghes-35"})
  void everyExampleOfGitHubsIsUnderstood(String server) {
    Optional<Path> file = GitHubDescription.file("webhooks-examples/" + server + "/index.json");
    assumeTrue(file.isPresent(), "no forge.descriptions.dir is given, so this case is skipped");
    int looks = 0;
    for (JsonNode kind : GitHubDescription.json(file.orElseThrow())) {
      String event = kind.path("name").asText();
      for (JsonNode example : kind.path("examples")) {
        Delivery delivery = read(event, example.toString());
        assertThat(delivery.subject()).as(event).isEqualTo(expected(event, example));
        if (delivery.subject() != Subject.NOTHING) {
          looks++;
          assertThat(delivery.repository())
              .contains(example.path("repository").path("clone_url").asText());
        }
        if (event.startsWith("pull_request") && delivery.subject() == Subject.REQUEST) {
          assertThat(delivery.request())
              .hasValue(example.path("pull_request").path("number").asLong());
        }
      }
    }
    assertThat(looks).isPositive();
  }

  private static Subject expected(String event, JsonNode example) {
    boolean again = example.path("action").asText().equals("rerequested");
    return switch (event) {
      case "push" ->
          example.path("ref").asText().startsWith("refs/heads/") ? Subject.BRANCH : Subject.NOTHING;
      case "pull_request", "pull_request_review" -> Subject.REQUEST;
      case "check_run", "check_suite" -> again ? Subject.REQUEST : Subject.NOTHING;
      default -> Subject.NOTHING;
    };
  }
}
