package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Which lines of a trace that is too long are kept: its head, each line that names a cause, with
 * the first frames after it, and the last lines.
 */
final class KeptLines {
  private static final int HEAD = 4 * 1024;
  private static final int TAIL = 2 * 1024;
  private static final int CAUSES = 4 * 1024;
  private static final int FRAMES = 2 * 1024;
  private static final int LONGEST_LINE = 1_500;
  private static final int SHORTEST_CAUSE = 60;
  private static final int FRAMES_OF_CAUSE = 4;
  private static final String CAUSED_BY = "Caused by";

  private final List<String> lines;
  private final boolean[] kept;
  private final int longestCause;

  private KeptLines(List<String> lines) {
    this.lines = lines;
    this.kept = new boolean[lines.size()];
    int head = keep(0, 1, HEAD);
    keep(lines.size() - 1, -1, TAIL);
    this.longestCause = keepCauses(head);
    keepFrames(head);
  }

  static KeptLines of(List<String> lines) {
    return new KeptLines(lines);
  }

  boolean isKept(int line) {
    return kept[line];
  }

  /** How many characters of a line there is room for. */
  int longest(int line) {
    return isCause(line) ? longestCause : LONGEST_LINE;
  }

  /** Keeps lines from one end on until the room is used; the first that is left. */
  private int keep(int from, int step, int room) {
    int left = room;
    int at = from;
    while (at >= 0 && at < lines.size() && left > 0) {
      left -= weight(at);
      if (left >= 0) {
        kept[at] = true;
        at += step;
      }
    }
    return at;
  }

  /** Bytes of a line that is not too long, with its end. */
  private int weight(int line) {
    return Cut.shortened(lines.get(line), LONGEST_LINE).getBytes(UTF_8).length + 1;
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

  private boolean isCause(int line) {
    String text = lines.get(line);
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.startsWith(CAUSED_BY, at);
  }

  private void keepFrames(int from) {
    int left = FRAMES;
    int near = 0;
    for (int at = Math.max(0, from - FRAMES_OF_CAUSE); at < lines.size() && left > 0; at++) {
      if (at >= from && near > 0 && !kept[at]) {
        left -= weight(at);
        kept[at] = left >= 0;
      }
      near = kept[at] && isCause(at) ? FRAMES_OF_CAUSE : near - 1;
    }
  }
}
