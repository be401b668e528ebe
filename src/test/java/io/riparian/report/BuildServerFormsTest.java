package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Location;
import io.riparian.model.Severity;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class BuildServerFormsTest {
  @Test
  void jsonCountsAndListsEveryMistake() {
    assertThat(DiagnosticJson.of(new ValidationReport(List.of("a"), List.of(odd("a", 7)))))
        .isEqualTo(
            """
            {
              "files": 1,
              "errors": 1,
              "warnings": 0,
              "diagnostics": [
                {
                  "rule": "MAN-030",
                  "severity": "error",
                  "file": "a",
                  "line": 7,
                  "column": 2,
                  "endLine": 7,
                  "endColumn": 6,
                  "message": "an odd\\u001b \\"thing\\"",
                  "hint": "Mend\\n\\u00ab100%\\u00bb.",
                  "page": "docs/rules/MAN-030.md"
                }
              ]
            }
            """);
  }

  @Test
  void githubSeesOneCommandForEachMistakeWhateverStandsInIt() {
    assertThat(GitHubAnnotations.of(Mistakes.REPORT))
        .isEqualTo(
            """
            ::error file=teams/orders/a%2C "b" <c>.yaml,title=MAN-006::100%25 wrong%0ARename it.
            ::error file=teams/orders/connectors/web.yaml,line=4,col=3,endLine=4,endColumn=10,title=MAN-030::unknown field `spec.taskMax`%0ADid you mean `tasksMax`?
            ::warning file=teams/orders/connectors/web.yaml,line=6,col=24,endLine=6,endColumn=31,title=MAN-054::an odd? spelling
            """);
    assertThat(
            GitHubAnnotations.of(new ValidationReport(List.of(), List.of(odd("a\n::error::b", 1)))))
        .hasLineCount(1)
        .startsWith("::error file=a%0A%3A%3Aerror%3A%3Ab,line=1,");
  }

  @Test
  void githubIsToldNoColumnsOfAMistakeOverSeveralLinesAndNoEndThatIsNotKnown() {
    assertThat(annotation(new Location("a", 3, 5, 4, 2)))
        .startsWith("::error file=a,line=3,endLine=4,title=");
    assertThat(annotation(new Location("a", 3, 5)))
        .startsWith("::error file=a,line=3,col=5,title=");
  }

  private static String annotation(Location at) {
    return GitHubAnnotations.of(
        new ValidationReport(
            List.of(), List.of(Mistakes.mistake("MAN-030", Severity.ERROR, at, "odd", ""))));
  }

  @Test
  void junitHasACaseForEachFileAndAFailureForEachBadOne() throws Exception {
    String xml = JUnitXml.of("validate", Mistakes.REPORT);

    assertThat(xml)
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="riparian validate" tests="3" failures="2" errors="0" skipped="0">
              <testcase classname="riparian.validate" name="platform/clusters/shared.yaml"/>
              <testcase classname="riparian.validate" name="teams/orders/a, &quot;b&quot; &lt;c&gt;.yaml">
                <failure type="MAN-006" message="100% wrong">teams/orders/a, &quot;b&quot; &lt;c&gt;.yaml: 100% wrong. Rename it. [MAN-006]</failure>
              </testcase>
              <testcase classname="riparian.validate" name="teams/orders/connectors/web.yaml">
                <failure type="MAN-030" message="unknown field `spec.taskMax`">teams/orders/connectors/web.yaml:4:3: unknown field `spec.taskMax`. Did you mean `tasksMax`? [MAN-030]</failure>
                <system-out>teams/orders/connectors/web.yaml:6:24: an odd? spelling [MAN-054]</system-out>
              </testcase>
            </testsuite>
            """);
    assertThat(parsed(xml).getElementsByTagName("testcase").getLength()).isEqualTo(3);
  }

  @Test
  void junitStaysXmlWhateverStandsInAMessage() throws Exception {
    String name = "\u0000\u0001\ufffe\ud800\u0085 é 😀 ]]> & '";
    String xml = JUnitXml.of("validate", new ValidationReport(List.of(), List.of(odd(name, 1))));

    Document read = parsed(xml);

    assertThat(read.getElementsByTagName("testcase").item(0).getAttributes().getNamedItem("name"))
        .extracting(org.w3c.dom.Node::getNodeValue)
        .isEqualTo("????? é 😀 ]]> & '");
    assertThat(xml).isASCII();
  }

  @Test
  void gitlabKnowsAMistakeAgainAfterItsLineMoved() {
    String first = CodeQuality.of(new ValidationReport(List.of(), List.of(odd("a", 7))));
    String moved = CodeQuality.of(new ValidationReport(List.of(), List.of(odd("a", 9))));

    assertThat(first)
        .isEqualTo(
            """
            [
              {
                "description": "an odd\\u001b \\"thing\\". Mend\\n\\u00ab100%\\u00bb.",
                "check_name": "MAN-030",
                "fingerprint": "FINGERPRINT",
                "severity": "major",
                "location": {
                  "path": "a",
                  "lines": {
                    "begin": 7,
                    "end": 7
                  }
                }
              }
            ]
            """
                .replace("FINGERPRINT", new Fingerprint().of(odd("a", 1))));
    assertThat(moved)
        .isEqualTo(
            first.replace("\"begin\": 7", "\"begin\": 9").replace("\"end\": 7", "\"end\": 9"));
  }

  @Test
  void equalMistakesOfOneFileAreToldApart() {
    Fingerprint fingerprint = new Fingerprint();

    assertThat(
            List.of(
                fingerprint.of(odd("a", 1)),
                fingerprint.of(odd("a", 2)),
                fingerprint.of(odd("b", 1))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPlaceNamedInTheTextDoesNotMakeAnotherMistakeOfIt() {
    Location at = new Location("a", 1, 1);
    DiagnosticReport one =
        Mistakes.mistake("OWN-109", Severity.ERROR, at, "declared twice: also at b:3:9", "");
    DiagnosticReport other =
        Mistakes.mistake("OWN-109", Severity.ERROR, at, "declared twice: also at b:4:1", "");

    assertThat(new Fingerprint().of(one)).isEqualTo(new Fingerprint().of(other));
  }

  private static DiagnosticReport odd(String file, int line) {
    return Mistakes.mistake(
        "MAN-030",
        Severity.ERROR,
        new Location(file, line, 2, line, 6),
        "an odd\u001b \"thing\"",
        "Mend\n«100%».");
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
