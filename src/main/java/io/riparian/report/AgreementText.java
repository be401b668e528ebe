package io.riparian.report;

import static io.riparian.report.Markdown.code;
import static io.riparian.report.Markdown.prose;
import static io.riparian.report.Markdown.sentence;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.riparian.report.Agreements.AskedReport;
import io.riparian.report.Agreements.WordReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who must agree, a line for the same owners and the same reason, and what people said so far. */
final class AgreementText {
  private static final int MOST_PATHS = 3;
  private static final int MOST_OWNERS = 10;

  private AgreementText() {}

  /** What is asked of the same people for the same reason. */
  private record Asked(
      String word, String unit, List<String> owners, String why, String reason, String detail) {
    static Asked of(AskedReport one, RequestStage stage) {
      return new Asked(
          stage == RequestStage.COMPARED ? "to ask" : one.given() ? "given" : "**missing**",
          one.unit(),
          one.owners(),
          one.why(),
          one.reason(),
          one.detail());
    }

    String line(List<String> paths) {
      String reason =
          sentence(why)
              + (detail.isEmpty() ? "" : ", " + sentence(detail))
              + " ("
              + code(this.reason)
              + ")";
      if (owners.isEmpty()) {
        return "- **to mend**: " + where(paths) + ": " + reason;
      }
      return "- %s: %s%s for %s, as %s"
          .formatted(
              word,
              owners.size() == 1 ? "" : "one of ",
              Excerpt.line(owners.stream().map(Markdown::code).toList(), MOST_OWNERS),
              where(paths),
              reason);
    }

    private String where(List<String> paths) {
      List<String> named =
          paths.stream().filter(path -> !path.isEmpty()).distinct().map(Markdown::code).toList();
      return named.isEmpty() ? "all of " + code(unit) : Excerpt.line(named, MOST_PATHS);
    }
  }

  /** What is missing comes first; where files were compared, nobody knows what is. */
  static List<String> of(Agreements agreements, RequestStage stage, Excerpt excerpt) {
    Map<Asked, List<String>> asked =
        Stream.concat(
                agreements.missing().stream(),
                agreements.asked().stream().filter(AskedReport::given))
            .collect(
                groupingBy(
                    one -> Asked.of(one, stage),
                    LinkedHashMap::new,
                    mapping(AskedReport::path, toList())));
    return Stream.concat(
            excerpt.of("whose agreement counts", List.copyOf(asked.entrySet())).stream()
                .map(one -> one.getKey().line(one.getValue())),
            excerpt.of("what people said", agreements.words()).stream().map(AgreementText::said))
        .toList();
  }

  private static String said(WordReport word) {
    return "- "
        + code(word.name())
        + " "
        + switch (word.weight()) {
          case "agreed" -> "agreed";
          case "refused" -> "said no";
          case "older-head" -> "agreed to an older commit, which does not count any more";
          case "involved" -> "agreed, which does not count: some of it is their own";
          case "withdrawn" -> "took their word back, or had it dismissed";
          default -> prose(word.weight());
        };
  }
}
