package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of a trace as is kept: its head, each line that names a cause, with the first frames
 * after it, and the last lines. It is read once, however long it is.
 */
public final class Excerpt {
  /** The most bytes it has, in UTF-8. */
  public static final int MOST = 16 * 1024;

  private static final int HEAD = 4 * 1024;
  private static final int TAIL = 2 * 1024;
  private static final int CAUSES = 4 * 1024;
  private static final int FRAMES = 2 * 1024;
  private static final int LONGEST_LINE = 1_500;
  private static final int SHORTEST_CAUSE = 60;
  private static final int FRAMES_OF_CAUSE = 4;
  private static final int FEW_LINES = 3;
  private static final int HUNDREDTH = 100;
  private static final String CAUSED_BY = "Caused by";
  private static final String CUT = "…";

  private final List<String> lines;
  private final boolean[] kept;

  private Excerpt(List<String> lines) {
    this.lines = lines;
    this.kept = new boolean[lines.size()];
  }

  /** As it may be shown and stored: redacted, and no longer for it. */
  public static String shown(String text) {
    return capped(Redaction.ofText(of(text)));
  }

  private static String capped(String text) {
    String capped = text;
    while (bytes(capped) > MOST + 1) {
      capped = shortened(capped, capped.length() - (capped.length() / HUNDREDTH) - 1);
    }
    return capped;
  }

  /** The text itself if it is short enough, with the escapes of JSON undone; it is not redacted. */
  static String of(String text) {
    String plain = unescaped(text);
    if (plain.length() <= MOST && plain.getBytes(UTF_8).length <= MOST) {
      return plain;
    }
    return new Excerpt(plain.lines().toList()).cut();
  }

  /** A trace comes as one line where somebody copied it out of a status. */
  private static String unescaped(String text) {
    boolean escaped =
        text.contains("\\n\\tat ")
            || (text.lines().limit(FEW_LINES + 1L).count() <= FEW_LINES && text.contains("\\n\\t"));
    return escaped ? text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"") : text;
  }

  private String cut() {
    int head = keep(0, 1, HEAD);
    keep(lines.size() - 1, -1, TAIL);
    int longest = keepCauses(head);
    keepFrames(head);
    return written(longest);
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

  private String written(int longestCause) {
    StringBuilder text = new StringBuilder();
    int skipped = 0;
    int used = 0;
    for (int at = 0; at < lines.size(); at++) {
      if (!kept[at]) {
        skipped++;
        continue;
      }
      String note = skipped == 0 ? "" : "... (" + skipped + " lines left out)\n";
      String line = shortened(lines.get(at), isCause(at) ? longestCause : LONGEST_LINE) + "\n";
      used += bytes(note) + bytes(line);
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
