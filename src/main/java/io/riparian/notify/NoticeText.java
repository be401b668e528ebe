package io.riparian.notify;

import io.riparian.model.Explanation;
import io.riparian.model.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A notice in words, the same on every channel and in the same order. What comes out is plain text:
 * a channel whose reader obeys some markup has to take that from it.
 */
final class NoticeText {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");
  private static final int MOST_NAMES = 20;
  private static final String CUT = "…";

  private NoticeText() {}

  /** What something is called, and what it is. */
  record Field(String name, String value) {
    String line() {
      return name + ": " + value;
    }
  }

  static String title(Notice notice) {
    return line(notice.title());
  }

  /** What it is about: where, and whose. */
  static List<Field> about(Notice notice) {
    List<Field> about = new ArrayList<>();
    add(about, "Cluster", notice.cluster());
    add(about, notice.connectors().size() == 1 ? "Connector" : "Connectors", notice.connectors());
    add(about, notice.teams().size() == 1 ? "Team" : "Teams", notice.teams());
    return about;
  }

  private static void add(List<Field> fields, String name, List<String> names) {
    String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    add(fields, name, more > 0 ? some + " and " + more + " more" : some);
  }

  private static void add(List<Field> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.add(new Field(name, line(value)));
    }
  }

  static List<String> details(Notice notice) {
    return notice.details().stream().map(NoticeText::line).toList();
  }

  /** The eight fields of an explanation. */
  static List<Field> fields(Explanation it) {
    return List.of(
        new Field("Owner", line(it.owner())),
        new Field("Class", line(it.failureClass())),
        new Field("Confidence", line(it.confidence())),
        new Field("Evidence", line(it.evidence())),
        new Field("Since", line(it.since())),
        new Field("Last change", line(it.lastChange())),
        new Field("Action", line(it.action())),
        new Field("Runbook", line(it.runbook())));
  }

  /** The fields of a notice's explanation; none when it has none. */
  static List<Field> fields(Notice notice) {
    return notice.explanation().map(NoticeText::fields).orElse(List.of());
  }

  /** Everything but the title, in paragraphs. */
  static String body(Notice notice) {
    return paragraphs(notice).stream()
        .map(lines -> String.join("\n", lines))
        .collect(Collectors.joining("\n\n"));
  }

  /** The same, as the lines of each paragraph. */
  static List<List<String>> paragraphs(Notice notice) {
    return List.of(details(notice), lines(about(notice)), lines(fields(notice))).stream()
        .filter(lines -> !lines.isEmpty())
        .toList();
  }

  private static List<String> lines(List<Field> fields) {
    return fields.stream().map(Field::line).toList();
  }

  /** One line, without what nobody sees or what a terminal or a header would obey. */
  static String line(String text) {
    return UNSEEN.matcher(text).replaceAll(" ").strip();
  }

  /** At most so many characters, none of them halved. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
