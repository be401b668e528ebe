package io.riparian.manifest;

import static io.riparian.manifest.PathEntry.Kind.EXECUTABLE;
import static io.riparian.manifest.PathEntry.Kind.FILE;
import static io.riparian.manifest.PathEntry.Kind.OVERSIZED;
import static io.riparian.manifest.PathEntry.Kind.SUBMODULE;
import static io.riparian.manifest.PathEntry.Kind.SYMLINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @Test
  void onlyManagedFilesAreRead() {
    Layout layout =
        layout(
            files(
                "CODEOWNERS",
                "README.md",
                ".github/workflows/ci.yaml",
                "other/teams/a/connectors/x.yaml",
                "platform/clusters/shared.yaml",
                "platform/.hidden/x.yaml",
                "teams/a/team.yaml",
                "teams/a/NOTES.MD",
                "teams/a/connectors/.draft.yaml",
                "teams/a/connectors/.old/x.yaml",
                "teams/a/connectors/x.yml"));

    assertThat(layout.files())
        .containsExactly(
            "platform/clusters/shared.yaml", "teams/a/connectors/x.yml", "teams/a/team.yaml");
    assertThat(layout.diagnostics()).isEmpty();
  }

  @Test
  void aDirectoryWithNothingToReadIsStillAUnit() {
    Layout layout = layout(files("teams/a/README.md"));

    assertThat(layout.units()).containsExactly("a");
    assertThat(layout.diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "platform/clusters/shared.yaml",
        "platform",
        "teams",
        "teams/a",
        "teams/a/connectors",
        "teams/a/connectors/x.yaml",
        "teams/a/notes"
      })
  void linksAndSubmodulesAreRefusedAndNeverFollowed(String path) {
    for (PathEntry.Kind kind : List.of(SYMLINK, SUBMODULE)) {
      Layout layout = layout(List.of(new PathEntry(path, kind)));

      assertThat(layout.files()).isEmpty();
      assertThat(layout.unread()).containsExactly(path);
      assertThat(rules(layout)).containsExactly("MAN-004");
    }
  }

  @Test
  void aLinkOutsideOurRootsIsNobodysBusiness() {
    Layout layout =
        layout(
            List.of(new PathEntry("docs/x", SYMLINK), new PathEntry("teams/a/README.md", SYMLINK)));

    assertThat(layout.diagnostics()).isEmpty();
  }

  @Test
  void anExecutableFileIsReadWithAWarning() {
    Layout layout = layout(List.of(new PathEntry("platform/policy.yaml", EXECUTABLE)));

    assertThat(layout.files()).containsExactly("platform/policy.yaml");
    assertThat(rules(layout)).containsExactly("MAN-009");
  }

  @Test
  void aDirectoryTooLargeToListIsUnreadAndNeverGone() {
    Layout layout = layout(List.of(new PathEntry("teams/a", OVERSIZED)));

    assertThat(layout.units()).containsExactly("a");
    assertThat(layout.unread()).containsExactly("teams/a");
    assertThat(rules(layout)).containsExactly("MAN-005");
  }

  @Test
  void tooManyFilesHoldTheUnitThatHasMostOfThem() {
    List<PathEntry> entries = files("platform/clusters/shared.yaml", "teams/small/team.yaml");
    for (int i = 0; i < 20_000; i++) {
      entries.add(new PathEntry("teams/large/connectors/" + i + ".yaml", FILE));
    }

    Layout layout = layout(entries);

    assertThat(layout.files())
        .containsExactly("platform/clusters/shared.yaml", "teams/small/team.yaml");
    assertThat(layout.unread()).hasSize(20_000);
    assertThat(layout.diagnostics())
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo("MAN-005"))
        .satisfies(it -> assertThat(it.at().file()).isEqualTo("teams/large"));
  }

  @Test
  void twentyThousandFilesAreFine() {
    List<PathEntry> entries = files("teams/a/team.yaml");
    for (int i = 1; i < 20_000; i++) {
      entries.add(new PathEntry("teams/a/connectors/" + i + ".yaml", FILE));
    }

    assertThat(layout(entries).diagnostics()).isEmpty();
  }

  @Test
  void pathsThatDifferOnlyInCaseAreBothWrong() {
    Layout layout =
        layout(
            files(
                "teams/a/team.yaml",
                "teams/a/connectors/orders.yaml",
                "teams/a/connectors/Orders.yaml",
                "teams/a/connectors/Dir/x.yaml",
                "teams/a/connectors/dir/y.yaml",
                "teams/a/connectors/fine.yaml"));

    assertThat(layout.diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly(
            "MAN-007 teams/a/connectors/Dir/x.yaml",
            "MAN-007 teams/a/connectors/Orders.yaml",
            "MAN-007 teams/a/connectors/dir/y.yaml",
            "MAN-007 teams/a/connectors/orders.yaml");
  }

  // What some file system would confuse, refuse or misread.

  @Test
  void aPathThatConfusesIsAMistakeAtThatPath() {
    Layout layout =
        Layout.of(
            files("teams/a/team.yaml", "teams/a/connectors/aux.yaml", "teams/a/connectors/x.yaml"),
            Map.of("teams/a/connectors/aux.yaml", "invalid name 'AUX'"));

    assertThat(layout.diagnostics())
        .singleElement()
        .satisfies(it -> assertThat(it.rule()).isEqualTo("MAN-006"))
        .satisfies(it -> assertThat(it.isError()).isTrue())
        .satisfies(it -> assertThat(it.at()).hasToString("teams/a/connectors/aux.yaml"))
        .satisfies(it -> assertThat(it.message()).endsWith(": invalid name 'AUX'"));
    assertThat(layout.files()).contains("teams/a/connectors/aux.yaml");
  }

  @Test
  void whatConfusesOutsideOurRootsIsNobodysBusiness() {
    Layout layout =
        Layout.of(
            files("docs/aux.txt", "teams/a/README.md", "teams/a/team.yaml"),
            Map.of("docs/aux.txt", "why", "docs", "why", "teams/a/README.md", "why"));

    assertThat(layout.diagnostics()).isEmpty();
    assertThat(layout.unread()).isEmpty();
  }

  @Test
  void whatIsWrongAlreadyIsNotToldTwice() {
    Layout layout =
        Layout.of(
            files("teams/a/team.yaml", "teams/a/connectors/a:b.yaml"),
            Map.of("teams/a/connectors/a:b.yaml", "char ':' not allowed in Windows filename"));

    assertThat(rules(layout)).containsExactly("MAN-006");
  }

  @Test
  void twoEntriesOfOnePathAreUnreadAndNeverGone() {
    Layout layout =
        layout(
            files(
                "teams/a/team.yaml",
                "teams/a/connectors/x.yaml",
                "teams/a/connectors/x.yaml",
                "teams/a/connectors/y.yaml"));

    assertThat(layout.files()).containsExactly("teams/a/connectors/y.yaml", "teams/a/team.yaml");
    assertThat(layout.unread()).containsExactly("teams/a/connectors/x.yaml");
    assertThat(rules(layout)).containsExactly("MAN-006");
  }

  @ParameterizedTest
  @ValueSource(strings = {"teams/Payments", "Teams"})
  void whatLiesInADirectoryThatImitatesATeamsIsUnreadAndNeverGone(String imitation) {
    String file = imitation.equals("Teams") ? "Teams/payments/x.yaml" : "teams/Payments/x.yaml";
    Layout layout =
        Layout.of(files("teams/payments/team.yaml", file), Map.of(imitation, "only in case"));

    assertThat(layout.files()).containsExactly("teams/payments/team.yaml");
    assertThat(layout.unread()).containsExactly(file);
    assertThat(layout.units()).containsExactly("payments");
    assertThat(layout.diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly("MAN-006 " + imitation);
  }

  @Test
  void aWrongPathPutsNoGoodOneInTheWrong() {
    Layout layout =
        layout(
            files(
                "teams/a/team.yaml",
                "teams/a/connectors/x.yaml",
                "teams/A/connectors/x.yaml",
                "teams/a/connectors/X y.yaml",
                "teams/a/connectors/x Y.yaml"));

    assertThat(layout.diagnostics())
        .extracting(it -> it.rule() + " " + it.at())
        .containsExactly(
            "MAN-006 teams/A",
            "MAN-006 teams/a/connectors/X y.yaml",
            "MAN-006 teams/a/connectors/x Y.yaml");
    assertThat(layout.units()).containsExactly("a");
  }

  private static Layout layout(List<PathEntry> entries) {
    return Layout.of(entries, Map.of());
  }

  private static List<PathEntry> files(String... paths) {
    List<PathEntry> entries = new ArrayList<>();
    for (String path : paths) {
      entries.add(new PathEntry(path, FILE));
    }
    return entries;
  }

  private static List<String> rules(Layout layout) {
    return layout.diagnostics().stream().map(Diagnostic::rule).toList();
  }
}
