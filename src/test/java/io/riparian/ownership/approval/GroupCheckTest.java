package io.riparian.ownership.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupCheckTest {
  private static final Groups GROUPS =
      new Groups(
          Map.of(
              "@acme/red",
              Set.of("@ann", "@bob"),
              "@acme/blue",
              Set.of("@cid"),
              "@acme/none",
              Set.of()));
  private static final List<String> TREE =
      List.of("README.md", "teams/blue/team.yaml", "teams/red/team.yaml", "teams/red/x.yaml");

  private static CodeOwners file(Dialect dialect, String text) {
    return CodeOwners.parse(dialect, "CODEOWNERS", text);
  }

  private static List<String> few(Dialect dialect, String text) {
    return texts(GroupCheck.fewPeople(file(dialect, text), GROUPS, TREE));
  }

  private static List<String> texts(List<Diagnostic> found) {
    return found.stream()
        .map(each -> each.at() + " " + each.rule() + " " + each.message())
        .toList();
  }

  @Test
  void twoPeopleAreEnoughForATeam() {
    assertThat(few(Dialect.GITHUB, "* @ann @bob\n")).isEmpty();
    assertThat(few(Dialect.GITHUB, "* @acme/red\n")).isEmpty();
    assertThat(few(Dialect.GITHUB, "* @acme/blue @ann\n")).isEmpty();
  }

  @Test
  void onePersonCannotAgreeToWhatTheyWrite() {
    assertThat(few(Dialect.GITHUB, "* @ann @Ann\n"))
        .containsExactly(
            "CODEOWNERS:1:1 OWN-212 one person can agree to changes of team `blue` (and 1 more), and 2 are needed: nobody agrees to a change of their own");
    assertThat(
            few(Dialect.GITHUB, "* @ann @bob\n/teams/blue/ @acme/blue\n/teams/red/ @acme/none\n"))
        .containsExactly(
            "CODEOWNERS:2:1 OWN-212 one person can agree to changes of team `blue`, and 2 are needed: nobody agrees to a change of their own",
            "CODEOWNERS:3:1 OWN-212 nobody can agree to changes of team `red`, and 2 are needed: nobody agrees to a change of their own");
  }

  @Test
  void aSectionThatAsksForMoreNeedsMore() {
    assertThat(few(Dialect.GITLAB, "[Two][2]\n/teams/red/ @ann @bob\n"))
        .singleElement()
        .asString()
        .startsWith("CODEOWNERS:2:1 OWN-212 2 people can agree")
        .contains("3 are needed");
    assertThat(few(Dialect.GITLAB, "^[Two]\n/teams/red/ @ann\n")).isEmpty();
  }

  @Test
  void whatIsNoTeamsNeedsNobody() {
    assertThat(few(Dialect.GITHUB, "* @ann @bob\n/README.md @ann\n")).isEmpty();
  }

  @Test
  void anUnknownGroupMayBeManyAndIsToldAsUnknown() {
    String text = "* @acme/green @ann\n\n/teams/red/ @Acme/Red\n";

    assertThat(few(Dialect.GITHUB, text)).isEmpty();
    assertThat(texts(GroupCheck.unknown(file(Dialect.GITHUB, text), GROUPS)))
        .containsExactly("CODEOWNERS:1:1 OWN-217 it is not known who stands behind `@acme/green`");
    assertThat(
            texts(
                GroupCheck.unknown(
                    file(Dialect.GITLAB, "[A] @@maintainer\n/x/\n!/x/y/\n"), GROUPS)))
        .containsExactly("CODEOWNERS:2:1 OWN-217 it is not known who stands behind `@@maintainer`");
  }
}
