package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.FailureRules;
import io.riparian.ownership.Precedent;
import io.riparian.repo.WorkingCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureRuleFilesTest {
  private Path repository;

  @BeforeEach
  void somewhere(@TempDir Path temporary) {
    repository = temporary;
  }

  private List<String> diagnostics(String sample) throws IOException {
    Path directory = Files.createDirectories(repository.resolve("platform/failure-rules"));
    Files.createDirectories(repository.resolve("teams"));
    Files.writeString(
        directory.resolve("acme.yaml"),
        """
        apiVersion: riparian/v1
        kind: FailureRules
        metadata: {name: acme}
        spec:
          version: 1
          rules:
            - id: warehouse-asleep
              text: [asleep]
              class: external-system
              notify: team
              retryable: 'yes'
              confidence: 90
              action: Wake it up.
              sample: %s
        """
            .formatted(sample));
    Instant now = Instant.EPOCH;
    return Reading.of(WorkingCopy.of(repository), Precedent.none(), now).diagnostics(now).stream()
        .map(found -> found.rule() + " " + found.at() + " " + found.message())
        .toList();
  }

  @Test
  void aRuleOfThePlatformThatDoesNotAnswerItsSampleIsToldInReview() throws IOException {
    assertThat(diagnostics("the warehouse is awake"))
        .containsExactly(
            "MAN-070 platform/failure-rules/acme.yaml:7:7"
                + " the rule warehouse-asleep does not get to answer its own sample: none of yours does");
  }

  @Test
  void oneThatDoesIsNot() throws IOException {
    assertThat(diagnostics("the warehouse is asleep")).isEmpty();
  }

  @Test
  void thoseOfThePlatformStandBeforeThoseOfTheArtifact() {
    FailureRules ours = FailureRuleFiles.builtIn();
    FailureRules own = new FailureRules("acme 1", List.of());

    assertThat(FailureRuleFiles.classifier(own).version()).isEqualTo("acme 1, " + ours.version());
  }
}
