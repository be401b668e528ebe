package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleReportTest {
  @Test
  void aRuleIsFoundInWhateverCaseItIsWritten() {
    assertThat(RuleReport.of("own-105").map(RuleReport::id)).contains("OWN-105");
    assertThat(RuleReport.of("MAN-999")).isEmpty();
  }

  @Test
  void noIdIsUsedTwice() {
    assertThat(RuleReport.all().stream().map(RuleReport::id)).doesNotHaveDuplicates();
  }

  @Test
  void theListIsInTheOrderOfTheIds() {
    assertThat(RuleReport.all().stream().map(RuleReport::id).toList())
        .isSorted()
        .contains("MAN-001", "OWN-101", "OWN-201");
  }

  @Test
  void aRuleOfAPlatformsOwnHasNoPage() {
    assertThat(RuleReport.page("ACME-1")).isEmpty();
    assertThat(RuleReport.page("P-11")).isEqualTo("docs/rules/P-11.md");
  }
}
