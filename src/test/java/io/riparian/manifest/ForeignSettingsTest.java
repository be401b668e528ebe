package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@code team.yaml} may say under {@code connectors:}, and how much is told of it. */
class ForeignSettingsTest {
  private static final String TEAM_FILE = "teams/payments/team.yaml";

  private static String teamFile(int entries) {
    StringBuilder text = new StringBuilder("apiVersion: riparian/v1\nkind: Team\nspec:\n");
    text.append("  connectors:\n");
    IntStream.range(0, entries)
        .forEach(i -> text.append("    payments-%04d: {state: paused}\n".formatted(i)));
    return text.toString();
  }

  private static List<Diagnostic> parse(String text) {
    return ManifestParser.parse(TEAM_FILE, text.getBytes(StandardCharsets.UTF_8)).diagnostics();
  }

  @Test
  void aThousandEntriesAreTaken() {
    String text = teamFile(1_000);

    assertThat(parse(text)).isEmpty();
    assertThat(SchemaCheck.of(KindSchema.of("Team").orElseThrow()).problems(text)).isEmpty();
  }

  @Test
  void oneMoreBreaksTheFileOnce() {
    String text = teamFile(1_001);

    assertThat(parse(text).stream().map(Outcome::line))
        .containsExactly(
            "error MAN-011 teams/payments/team.yaml:4:3 `spec.connectors` has more than 1000 entries"
                + " | Remove those that no file needs, or write riparian/v1 Connectors.");
    assertThat(SchemaCheck.of(KindSchema.of("Team").orElseThrow()).problems(text)).isNotEmpty();
  }

  @Test
  void idleEntriesOfATeamAreListedUpToAHundred() {
    List<Diagnostic> found =
        SmallRepository.oneTeam().file(TEAM_FILE, teamFile(100)).resolve().diagnostics();

    assertThat(found).hasSize(100).extracting(Diagnostic::rule).containsOnly("MAN-055");
  }

  @Test
  void whatIsBeyondAHundredIsOneWarningForEachTeam() {
    SmallRepository repository =
        SmallRepository.oneTeam()
            .file(TEAM_FILE, teamFile(130))
            .grant("logistics", "logistics-")
            .file("teams/logistics/team.yaml", teamFile(3));
    IntStream.range(0, 7)
        .forEach(i -> repository.connector("payments", "payments-%04d".formatted(i)));

    List<Diagnostic> found = repository.resolve().diagnostics();

    assertThat(found).hasSize(104).noneMatch(Diagnostic::isError);
    assertThat(found).filteredOn(it -> it.rule().equals("MAN-056")).hasSize(7);
    assertThat(found)
        .filteredOn(it -> it.at().file().equals("teams/logistics/team.yaml"))
        .hasSize(3);
    assertThat(found.stream().map(Outcome::line))
        .filteredOn(line -> line.contains(" more "))
        .containsExactly(
            "warning MAN-055 teams/payments/team.yaml:105:5 30 more warnings of such entries are not"
                + " listed | Mend the first ones, look again.");
  }
}
