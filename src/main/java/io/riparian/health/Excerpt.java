package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of a trace as is kept: all of it, or its head, each line that names a cause, with the
 * first frames after it, and the last lines. It takes as long as the trace is long, and all that
 * takes longer is done with what is kept.
 */
public final class Excerpt {
  /** The most bytes it has, in UTF-8. */
  public static final int MOST = 16 * 1024;

  private static final int HUNDREDTH = 100;

  private final List<String> lines;
  private final String plain;
  private final List<Row> rows;
  private final boolean isWhole;

  /**
   * One line of an excerpt: a line of the trace, or how many were left out.
   *
   * @param line the number of the line, or -1
   * @param longest how many characters of it there is room for
   */
  private record Row(int line, int longest, String note) {
    static Row of(int line, int longest) {
      return new Row(line, longest, "");
    }

    static Row leftOut(int lines) {
      return new Row(-1, Integer.MAX_VALUE, "... (" + lines + " lines left out)");
    }

    boolean isLine() {
      return line >= 0;
    }

    @Override
    public String toString() {
      return "Row[" + line + "]";
    }
  }

  private Excerpt(String whole) {
    this.lines = whole.lines().toList();
    this.isWhole = whole.length() <= MOST && bytes(whole) <= MOST;
    this.rows = isWhole ? List.of() : rows(KeptLines.of(lines));
    this.plain = isWhole ? whole : written();
  }

  /** That of a text. */
  static Excerpt of(String text) {
    return new Excerpt(PlainTrace.of(text));
  }

  private List<Row> rows(KeptLines kept) {
    List<Row> chosen = new ArrayList<>();
    int skipped = 0;
    int used = 0;
    for (int at = 0; at < lines.size(); at++) {
      if (!kept.isKept(at)) {
        skipped++;
        continue;
      }
      Row note = Row.leftOut(skipped);
      Row line = Row.of(at, kept.longest(at));
      int more = (skipped == 0 ? 0 : bytes(plain(note)) + 1) + bytes(plain(line)) + 1;
      if (used + more <= MOST) {
        used += more;
        if (skipped > 0) {
          chosen.add(note);
        }
        chosen.add(line);
        skipped = 0;
      } else {
        skipped++;
      }
    }
    return chosen;
  }

  private String plain(Row row) {
    return row.isLine() ? Cut.shortened(lines.get(row.line()), row.longest()) : row.note();
  }

  private String written() {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(plain(row)).append('\n'));
    return text.toString();
  }

  /** The text itself if it is short enough; it is not redacted. */
  String plain() {
    return plain;
  }

  /** A line of {@link #plain}, redacted. */
  String shown(int line) {
    List<String> all = shown();
    return line < all.size() ? all.get(line) : "";
  }

  /** As it may be shown and stored: redacted, and no longer for it. */
  public static String shown(String text) {
    Excerpt excerpt = of(text);
    return capped(String.join("\n", excerpt.shown()) + (excerpt.isWhole ? "" : "\n"));
  }

  private List<String> shown() {
    if (isWhole) {
      return List.of(Redaction.ofText(String.join("\n", lines)).split("\n", -1));
    }
    ShownLines redacted = ShownLines.of(lines);
    List<String> shown = new ArrayList<>();
    int from = 0;
    while (from < rows.size()) {
      int to = endOfPiece(from);
      if (rows.get(from).isLine()) {
        List<Integer> longest = rows.subList(from, to).stream().map(Row::longest).toList();
        shown.addAll(redacted.shown(rows.get(from).line(), longest));
      } else {
        shown.add(rows.get(from).note());
      }
      from = to;
    }
    return shown;
  }

  /** After the last of lines that follow each other in the trace. */
  private int endOfPiece(int from) {
    int to = from + 1;
    while (to < rows.size() && rows.get(from).isLine() && rows.get(to).isLine()) {
      to++;
    }
    return to;
  }

  private static String capped(String text) {
    String capped = text;
    while (bytes(capped) > MOST) {
      capped = Cut.shortened(capped, capped.length() - (capped.length() / HUNDREDTH) - 1);
    }
    return capped;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
