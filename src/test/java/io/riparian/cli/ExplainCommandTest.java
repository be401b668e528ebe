package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.report.RuleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  @Test
  void aRulesPageIsPrintedWhateverTheCaseOfItsId() throws IOException {
    assertThat(Riparian.run("explain", "man-030"))
        .isEqualTo(new Riparian(0, Files.readString(Path.of("docs/rules/MAN-030.md")), ""));
  }

  @Test
  void anUnknownIdLeadsToTheNearestOnes() {
    Riparian run = Riparian.run("explain", "OWN-195");

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("no rule `OWN-195`; close to it: OWN-105, OWN-115");
    assertThat(Riparian.run("explain", "man30").err()).contains("close to it: MAN-030\n");
    assertThat(Riparian.run("explain", "nonsense").err()).contains("lists them all");
  }

  @Test
  void withoutAnIdAllRulesAreListed() {
    assertThat(Riparian.run("explain").out()).hasLineCount(RuleReport.all().size());
  }
}
