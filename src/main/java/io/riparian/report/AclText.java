package io.riparian.report;

import static io.riparian.report.Markdown.code;
import static io.riparian.report.Markdown.prose;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.riparian.report.RequestReport.AclReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;

/** What to ask the owners of Kafka for, a line for each connector and whose credentials it uses. */
final class AclText {
  private static final int MOST_RIGHTS = 20;

  private AclText() {}

  static List<String> of(List<AclReport> acls, Excerpt excerpt) {
    Map<String, String> lines =
        acls.stream().collect(groupingBy(AclText::whose, LinkedHashMap::new, rights()));
    return excerpt.of("what Kafka has to allow", List.copyOf(lines.entrySet())).stream()
        .map(line -> "- " + line.getKey() + ": " + line.getValue())
        .toList();
  }

  private static String whose(AclReport acl) {
    return Markdown.place(acl.cluster(), acl.connector())
        + (acl.principal().equals("workers")
            ? ", with the workers' credentials"
            : ", with credentials of its own");
  }

  /** What is allowed on the same thing stands together. */
  private static Collector<AclReport, ?, String> rights() {
    return collectingAndThen(
        groupingBy(
            AclText::resource,
            LinkedHashMap::new,
            mapping(acl -> prose(acl.operation()), joining(" and "))),
        rights ->
            Excerpt.line(
                rights.entrySet().stream()
                    .map(right -> right.getValue() + " on " + right.getKey())
                    .collect(toList()),
                MOST_RIGHTS));
  }

  private static String resource(AclReport acl) {
    String resource = prose(acl.resource());
    return switch (acl.pattern()) {
      case "literal" -> resource + " " + code(acl.name());
      case "prefixed" -> resource + "s that begin with " + code(acl.name());
      case "any" -> resource + "s of any name (" + code(acl.key()) + ")";
      default -> "the " + resource + " that " + code(acl.key()) + " names";
    };
  }
}
