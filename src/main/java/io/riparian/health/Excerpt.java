package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * As much of a trace as is kept: its head, each line that names a cause, with the first frames
 * after it, and the last lines. It is read once, however long it is.
 */
public final class Excerpt {
  /** The most bytes it has, in UTF-8. */
  public static final int MOST = 16 * 1024;

  /** The most characters that are read, but for frames. */
  private static final int MOST_READ = 256 * 1024;

  private static final Pattern FRAME =
      Pattern.compile("\\s{1,8}at [\\w.$/@<>-]{3,400}\\([\\w.$ :-]{0,200}\\)");

  /** How a line begins that stands outside of whatever a message quotes. */
  private static final Pattern NO_RECORD =
      Pattern.compile("(?:\\s{1,8}at [\\w.$/@<>-]{3,300}\\(|Caused by: )");

  private static final int HEAD = 4 * 1024;
  private static final int TAIL = 2 * 1024;
  private static final int CAUSES = 4 * 1024;
  private static final int FRAMES = 2 * 1024;
  private static final int LONGEST_LINE = 1_500;
  private static final int SHORTEST_CAUSE = 60;
  private static final int FRAMES_OF_CAUSE = 4;
  private static final int HUNDREDTH = 100;
  private static final String CAUSED_BY = "Caused by";
  private static final String CUT = "…";

  private final String plain;
  private final List<String> lines;
  private final List<String> redacted;
  private final boolean[] kept;
  private final int longestCause;

  private Excerpt(String whole) {
    this.lines = whole.lines().toList();
    this.redacted = redactedLines();
    this.kept = new boolean[lines.size()];
    if (bytes(whole) <= MOST + 1) {
      Arrays.fill(kept, true);
      this.longestCause = MOST;
      this.plain = whole;
    } else {
      this.longestCause = choose();
      this.plain = written(lines);
    }
  }

  /**
   * Redacted before anything is cut: a secret would lose what shows that it is one. Of frames in a
   * row the first stands for the others, which would take most of the time.
   */
  private List<String> redactedLines() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < lines.size(); at++) {
      text.append(at == 0 ? "" : "\n").append(isFurtherFrame(at) ? "" : lines.get(at));
    }
    List<String> redacted =
        new ArrayList<>(List.of(Redaction.ofText(text.toString()).split("\n", -1)));
    if (redacted.size() != lines.size()) {
      return Collections.nCopies(lines.size(), Redaction.MASK);
    }
    for (int at = 1; at < lines.size(); at++) {
      if (isFurtherFrame(at) && redacted.get(at - 1).equals(lines.get(at - 1))) {
        redacted.set(at, lines.get(at));
      }
    }
    return redacted;
  }

  private boolean isFurtherFrame(int at) {
    return at > 0
        && FRAME.matcher(lines.get(at)).matches()
        && FRAME.matcher(lines.get(at - 1)).matches();
  }

  /** That of a text. */
  static Excerpt of(String text) {
    return new Excerpt(bounded(PlainTrace.of(text)));
  }

  /** As it may be shown and stored: redacted, and no longer for it. */
  public static String shown(String text) {
    Excerpt excerpt = of(text);
    return capped(
        excerpt.isWhole()
            ? String.join("\n", excerpt.redacted)
            : excerpt.written(excerpt.redacted));
  }

  /** The text itself if it is short enough; it is not redacted. */
  String plain() {
    return plain;
  }

  /** A line of {@link #plain}, redacted. */
  String shown(int line) {
    List<String> all = isWhole() ? redacted : List.of(written(redacted).split("\n", -1));
    return line < all.size() ? all.get(line) : "";
  }

  private boolean isWhole() {
    return longestCause == MOST;
  }

  /** Of a text too long even to be redacted, the end begins with a line that holds no record. */
  private static String bounded(String text) {
    List<String> all = List.of(text.split("\n", -1));
    if (all.stream().mapToLong(Excerpt::weight).sum() <= MOST_READ) {
      return text;
    }
    int head = fitting(all, 0, 1);
    int tail = Math.max(head, fitting(all, all.size() - 1, -1) + 1);
    while (tail < all.size() && !NO_RECORD.matcher(all.get(tail)).lookingAt()) {
      tail++;
    }
    List<String> bounded = new ArrayList<>(all.subList(0, head));
    if (head == 0) {
      bounded.add(all.get(0).substring(0, Math.min(all.get(0).length(), MOST_READ / 2)));
    }
    bounded.addAll(all.subList(tail, all.size()));
    return String.join("\n", bounded);
  }

  /** The first line, from one end, for which there is no room. */
  private static int fitting(List<String> all, int from, int step) {
    int at = from;
    long left = MOST_READ / 2;
    while (at >= 0 && at < all.size() && weight(all.get(at)) <= left) {
      left -= weight(all.get(at));
      at += step;
    }
    return at;
  }

  /** A frame holds no secret. */
  private static int weight(String line) {
    return FRAME.matcher(line).matches() ? 1 : line.length() + 1;
  }

  private static String capped(String text) {
    String capped = text;
    while (bytes(capped) > MOST + 1) {
      capped = shortened(capped, capped.length() - (capped.length() / HUNDREDTH) - 1);
    }
    return capped;
  }

  private int choose() {
    int head = keep(0, 1, HEAD);
    keep(lines.size() - 1, -1, TAIL);
    int longest = keepCauses(head);
    keepFrames(head);
    return longest;
  }

  /** Keeps lines from one end on until the room is used; the first that is left. */
  private int keep(int from, int step, int room) {
    int left = room;
    int at = from;
    while (at >= 0 && at < lines.size() && left > 0) {
      left -= bytes(shortened(lines.get(at), LONGEST_LINE));
      if (left >= 0) {
        kept[at] = true;
        at += step;
      }
    }
    return at;
  }

  /** How long a line of a cause may be, so that all of them have room. */
  private int keepCauses(int from) {
    List<Integer> causes = new ArrayList<>();
    for (int at = from; at < lines.size(); at++) {
      if (isCause(at) && !kept[at]) {
        causes.add(at);
      }
    }
    int longest =
        Math.max(SHORTEST_CAUSE, Math.min(LONGEST_LINE, CAUSES / Math.max(1, causes.size())));
    int most = CAUSES / SHORTEST_CAUSE;
    int first = causes.size() <= most ? causes.size() : most / 2;
    causes.subList(0, first).forEach(at -> kept[at] = true);
    causes
        .subList(Math.max(first, causes.size() - (most - first)), causes.size())
        .forEach(at -> kept[at] = true);
    return longest;
  }

  private boolean isCause(int at) {
    return lines.get(at).stripLeading().startsWith(CAUSED_BY);
  }

  private void keepFrames(int from) {
    int left = FRAMES;
    for (int at = from; at < lines.size() && left > 0; at++) {
      boolean near = false;
      for (int back = 1; back <= FRAMES_OF_CAUSE && at - back >= 0; back++) {
        near |= isCause(at - back) && kept[at - back];
      }
      if (near && !kept[at]) {
        left -= bytes(shortened(lines.get(at), LONGEST_LINE));
        kept[at] = left >= 0;
      }
    }
  }

  private String written(List<String> source) {
    StringBuilder text = new StringBuilder();
    int skipped = 0;
    int used = 0;
    for (int at = 0; at < lines.size(); at++) {
      if (!kept[at]) {
        skipped++;
        continue;
      }
      String note = skipped == 0 ? "" : "... (" + skipped + " lines left out)\n";
      String line = shortened(source.get(at), isCause(at) ? longestCause : LONGEST_LINE) + "\n";
      used +=
          bytes(note) + bytes(shortened(lines.get(at), isCause(at) ? longestCause : LONGEST_LINE));
      if (used <= MOST) {
        text.append(note).append(line);
      }
      skipped = 0;
    }
    return text.toString();
  }

  /** Never its end without its beginning: a secret would lose what shows that it is one. */
  private static String shortened(String line, int longest) {
    if (line.length() <= longest) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end) + CUT;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length + 1;
  }
}
