package io.riparian.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.forge.ForgeServer.Asked;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading of GitHub's answers, held against GitHub's own examples of them. */
@EnabledIfSystemProperty(named = "forge.descriptions.dir", matches = ".+")
class GitHubDescriptionTest {
  /** But for what was done to a ref, where the example is older than the shape beside it. */
  private static final Map<String, Class<?>> READ =
      Map.ofEntries(
          Map.entry("GET /repos/{owner}/{repo}", GitHubAnswers.Repository.class),
          Map.entry("GET /repos/{owner}/{repo}/pulls", GitHubAnswers.Pull[].class),
          Map.entry("GET /repos/{owner}/{repo}/pulls/{pull_number}", GitHubAnswers.Pull.class),
          Map.entry(
              "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", GitHubAnswers.Pull[].class),
          Map.entry(
              "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", GitHubAnswers.Said[].class),
          Map.entry(
              "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits",
              GitHubAnswers.Commit[].class),
          Map.entry("GET /orgs/{org}/teams/{team_slug}/members", GitHubAnswers.User[].class),
          Map.entry(
              "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
              GitHubAnswers.Comment[].class),
          Map.entry(
              "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
              GitHubAnswers.Event[].class),
          Map.entry(
              "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", GitHubAnswers.CheckRuns.class),
          Map.entry("POST /repos/{owner}/{repo}/check-runs", GitHubAnswers.Created.class),
          Map.entry(
              "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", GitHubAnswers.Created.class),
          Map.entry("GET /user", GitHubAnswers.User.class),
          Map.entry("GET /app", GitHubAnswers.App.class),
          Map.entry(
              "POST /app/installations/{installation_id}/access_tokens",
              GitHubAnswers.Token.class));

  static List<String> operations() {
    return READ.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyExampleOfAnAnswerIsUnderstood(String operation) throws JsonProcessingException {
    String[] words = operation.split(" ", 2);
    List<JsonNode> examples = GitHubDescription.given().orElseThrow().examples(words[0], words[1]);

    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      assertThat(ForgeAnswer.JSON.readValue(example.toString(), READ.get(operation))).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /repos/a/b/pulls, state=open&base=main&per_page=100, ''",
    "POST, /repos/a/b/issues/7/comments, '', '{\"body\": \"x\"}'"
  })
  void whatIsDescribedPasses(String method, String path, String query, String body) {
    GitHubDescription.given().orElseThrow().check(new Asked(method, path, query, body, name -> ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /repos/a/b/pull",
        "DELETE /repos/a/b/pulls/7",
        "GET /repos/a/b/pulls?branch=main",
        "GET /repos/a/b/pulls?state=merged",
        "POST /repos/a/b/issues/7/comments",
        "POST /repos/a/b/issues/7/comments {}",
        "POST /repos/a/b/issues/7/comments {\"body\":7}",
        "POST /repos/a/b/issues/7/comments {\"body\":\"x\",\"text\":\"x\"}",
        "POST /repos/a/b/statuses/abc {\"state\":\"neutral\"}",
        "POST /repos/a/b/check-runs {\"name\":\"x\",\"head_sha\":\"a\",\"status\":\"done\"}",
        "POST /repos/a/b/check-runs {\"name\":\"x\",\"head_sha\":\"a\",\"output\":{\"title\":\"x\"}}"
      })
  void whatIsNotDescribedFails(String request) {
    String[] words = request.split(" ", 3);
    String[] address = words[1].split("\\?", 2);
    Asked asked =
        new Asked(
            words[0].toUpperCase(Locale.ROOT),
            address[0],
            address.length > 1 ? address[1] : "",
            words.length > 2 ? words[2] : "",
            name -> "");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> GitHubDescription.given().orElseThrow().check(asked));
  }
}
