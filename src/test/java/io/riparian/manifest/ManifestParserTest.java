package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
  private static final String PATH = "teams/a/connectors/a-x.yaml";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: *hunter2",
        "password: !hunter2 x",
        "password: %hunter2",
        "password: \"hunter2",
        "password: hunter2: x",
        "password: [hunter2",
        "password: @hunter2",
        "state: hunter2 x",
        "config: {hunter: {hunter2: x}}"
      })
  void aMessageNeverQuotesAValue(String line) {
    ParsedFile parsed = parse(SmallRepository.document("a-x", line));

    assertThat(parsed.isBroken()).isTrue();
    assertThat(parsed.diagnostics())
        .noneSatisfy(it -> assertThat(it.toString()).contains("hunter2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAN-013 | teams/a/connectors/a-x.yaml | config: {password: !x hunter2}",
        "MAN-054 | teams/a/connectors/a-x.yaml | config: {password: 0123456}",
        "MAN-034 | platform/clusters/a-x.yaml | urls: ['http://user:hunter2@host']",
        "MAN-034 | platform/clusters/a-x.yaml | credential: '&hunter2'",
      })
  void aMistakeNeverTellsHowLongAValueIs(String rule, String path, String line) {
    String kind = path.startsWith("platform") ? "Cluster" : "Connector";
    String text = SmallRepository.document("a-x", line).replace("kind: Connector", "kind: " + kind);
    ParsedFile parsed = ManifestParser.parse(path, text.getBytes(StandardCharsets.UTF_8));

    assertThat(parsed.diagnostics().stream().filter(it -> it.rule().equals(rule)))
        .singleElement()
        .satisfies(it -> assertThat(it.at()).isEqualTo(it.at().beginning()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b: \"\\u12\"", "b: \"\\u", "b: \"\\UFFFFFFFF\"", "b: \"\\q\""})
  void anEscapeThatIsNoneIsToldWhereItStands(String line) {
    assertThat(parse("a: 1\n" + line).diagnostics())
        .singleElement()
        .satisfies(it -> assertThat(it.at().line()).isEqualTo(2))
        .satisfies(it -> assertThat(it.message()).contains("escape"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void aCharacterThatCannotStandThereIsToldAtItsLine(String lineEnd) {
    String text = "a: 1" + lineEnd + lineEnd + "b: ";

    assertThat(parse(text + "\0").diagnostics().get(0).at().toString()).isEqualTo(PATH + ":3:4");
    assertThat(parse(text + "\u0001").diagnostics().get(0).at().toString())
        .isEqualTo(PATH + ":3:4");
  }

  @Test
  void textFormsKeepValuesToThemselves() {
    ParsedFile parsed = parse(SmallRepository.document("a-x", "config: {password: hunter2}"));

    assertThat(parsed.isBroken()).isFalse();
    assertThat(parsed.contents().toString() + parsed).doesNotContain("hunter2");
  }

  @Test
  void anEnormousHeapOfMistakesIsCutAndStillBroken() {
    String[] unknown = new String[500];
    Arrays.setAll(unknown, index -> "unknown" + index + ": 1");

    List<Diagnostic> found = parse(SmallRepository.document("a-x", unknown)).diagnostics();

    assertThat(found).hasSize(101);
    assertThat(found.get(0).message()).isEqualTo("400 more mistakes are not listed");
  }

  @Test
  void aFileOverOneMebibyteMayDeclareAnything() {
    byte[] large = new byte[Layout.LARGEST_FILE + 1];

    for (ParsedFile file :
        List.of(ManifestParser.parse(PATH, large), ParsedFile.tooLarge(PATH, large.length))) {
      assertThat(file.diagnostics()).extracting(Diagnostic::rule).containsExactly("MAN-003");
      assertThat(file.contents().opaque()).isTrue();
    }
  }

  @Test
  void mergesOfMergesStayCheap() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {k: v}\n");
    for (int level = 1; level <= 45; level++) {
      bomb.append("a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(level, level, level - 1, level - 1));
    }

    assertThat(parse(bomb.toString()).isBroken()).isTrue();
  }

  @Test
  void variablesCannotMakeAConfigurationOutgrowConnect() {
    String reference = "${var:big}".repeat(2_000);
    var declared =
        SmallRepository.oneTeam()
            .file(
                "teams/payments/team.yaml",
                "apiVersion: riparian/v1",
                "kind: Team",
                "spec: {variables: {big: " + "x".repeat(1_000) + "}}")
            .connector("payments", "payments-x", "config: {a: \"" + reference + "\"}")
            .resolve();

    assertThat(declared.connectors()).isEmpty();
    assertThat(declared.diagnostics()).extracting(Diagnostic::rule).containsExactly("MAN-049");
  }

  @ParameterizedTest
  @CsvSource({
    "taskMax, tasksMax",
    "tasks_max, tasksMax",
    "TasksMax, tasksMax",
    "clas, class",
    "confg, config",
    "onRemove, onRemoval"
  })
  void anUnknownFieldIsAnsweredWithTheClosestKnownOne(String written, String meant) {
    List<Diagnostic> found = parse(SmallRepository.document("a-x", written + ": 1")).diagnostics();

    assertThat(found).extracting(Diagnostic::hint).containsExactly("Did you mean `" + meant + "`?");
  }

  @Test
  void everyRuleHasAnIdOfItsOwn() {
    assertThat(Arrays.stream(ManifestRule.values()).map(ManifestRule::id)).doesNotHaveDuplicates();
  }

  private static ParsedFile parse(String text) {
    return ManifestParser.parse(PATH, text.getBytes(StandardCharsets.UTF_8));
  }
}
