package io.riparian.policy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every finding and every vulnerability stands in the doctor's page. */
class DoctorDocsTest {
  private static final Path PAGE = Path.of("docs/doctor.md");

  @Test
  void everyRuleHasItsHeadingAndItsTitle() throws IOException {
    String page = Files.readString(PAGE);

    for (DoctorRule rule : DoctorRule.values()) {
      assertThat(page).contains("### " + rule.id() + "\n\n*" + rule.title() + ".*");
    }
  }

  @Test
  void everyVulnerabilityHasItsRow() throws IOException {
    String page = Files.readString(PAGE);

    for (Vulnerability known : Vulnerability.KNOWN) {
      assertThat(page).contains("| " + known.id() + " |");
    }
  }
}
