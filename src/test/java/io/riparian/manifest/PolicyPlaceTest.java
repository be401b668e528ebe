package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that somebody meant and nobody reads is no policy: how strict it was is not known. */
class PolicyPlaceTest {
  private static final String[] POLICY = {
    "apiVersion: riparian/v1", "kind: Policy", "metadata: {name: policy}", "spec: {}"
  };

  @Test
  void withoutAFileTheDefaultsHold() {
    assertThat(SmallRepository.oneTeam().resolve().policy()).contains(Policy.DEFAULT);
  }

  @Test
  void theFileInItsPlaceIsRead() {
    assertThat(SmallRepository.oneTeam().file("platform/policy.yaml", POLICY).resolve().policy())
        .contains(Policy.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform/Policy.yaml",
        "platform/policies.yaml",
        "platform/policy/policy.yaml",
        "platform/POLICY.YML",
        "platform/policy-shared.yaml"
      })
  void aFileThatMayBeMeantForItLeavesItUnknown(String path) {
    assertThat(SmallRepository.oneTeam().file(path, POLICY).resolve().policy()).isEmpty();
  }

  @Test
  void twoFilesForItLeaveItUnknownAndBothAreTold() {
    var declared =
        SmallRepository.oneTeam()
            .file("platform/policy.yaml", POLICY)
            .file("platform/policy.yml", POLICY)
            .resolve();

    assertThat(declared.policy()).isEmpty();
    assertThat(declared.diagnostics())
        .extracting(found -> found.at().file())
        .contains("platform/policy.yaml", "platform/policy.yml");
  }
}
