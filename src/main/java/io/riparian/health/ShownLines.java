package io.riparian.health;

import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a trace as pieces of it may be shown. Statements, records and keys are taken out of
 * the whole trace, before anything is cut; only then a piece is redacted on its own, with the end
 * of what stands before it, where the key of its first value may stand.
 */
final class ShownLines {
  private static final Pattern FRAME =
      Pattern.compile("\\s{1,8}+at [\\w.$/@<>-]{3,400}+\\([\\w.$ :-]{0,200}+\\)");

  /** How many characters a key, what stands around it, and the blanks behind it may have. */
  private static final int BEFORE = 500;

  private final List<String> lines;

  private ShownLines(List<String> lines) {
    this.lines = lines;
  }

  /** Those of a trace, with what stands around each still to be seen. */
  static ShownLines of(List<String> lines) {
    return new ShownLines(withoutBlocks(lines));
  }

  /**
   * Of frames in a row the first stands for the others: none of them begins or ends anything, so
   * that it is inside a statement or record if and only if they are.
   */
  private static List<String> withoutBlocks(List<String> lines) {
    boolean[] isFurther = new boolean[lines.size()];
    boolean isFrame = false;
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < lines.size(); at++) {
      boolean wasFrame = isFrame;
      isFrame = isFrame(lines.get(at));
      isFurther[at] = wasFrame && isFrame;
      text.append(at == 0 ? "" : "\n").append(isFurther[at] ? "" : lines.get(at));
    }
    List<String> without =
        new ArrayList<>(List.of(Redaction.ofBlocks(text.toString()).split("\n", -1)));
    if (without.size() != lines.size()) {
      return Collections.nCopies(lines.size(), Redaction.MASK);
    }
    for (int at = 1; at < lines.size(); at++) {
      if (isFurther[at] && without.get(at - 1).equals(lines.get(at - 1))) {
        without.set(at, lines.get(at));
      }
    }
    return without;
  }

  private static boolean isFrame(String line) {
    return !line.isEmpty()
        && Character.isWhitespace(line.charAt(0))
        && FRAME.matcher(line).matches();
  }

  /**
   * Lines that follow each other. Behind one that is cut another piece begins: it may have ended in
   * the key of a value.
   *
   * @param from the number of the first
   * @param longest how many characters of each there is room for
   */
  List<String> shown(int from, List<Integer> longest) {
    List<String> shown = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < longest.size(); i++) {
      boolean isLast = i + 1 == longest.size();
      if (isLast || lines.get(from + i).length() > longest.get(i)) {
        shown.addAll(piece(from + begin, longest.subList(begin, i + 1)));
        begin = i + 1;
      }
    }
    return shown;
  }

  private List<String> piece(int from, List<Integer> longest) {
    StringBuilder text = new StringBuilder(before(from));
    for (int i = 0; i < longest.size(); i++) {
      text.append(i == 0 ? "" : "\n")
          .append(Cut.beforeRedaction(lines.get(from + i), longest.get(i)));
    }
    List<String> redacted = List.of(Redaction.ofText(text.toString()).split("\n", -1));
    int first = redacted.size() - longest.size();
    if (first < 0) {
      return Collections.nCopies(longest.size(), Redaction.MASK);
    }
    List<String> piece = new ArrayList<>();
    for (int i = 0; i < longest.size(); i++) {
      boolean isCut = lines.get(from + i).length() > longest.get(i);
      piece.add(Cut.afterRedaction(redacted.get(first + i), isCut));
    }
    return piece;
  }

  /** The last characters before a line. */
  private String before(int line) {
    StringBuilder before = new StringBuilder();
    for (int at = line - 1; at >= 0 && before.length() < BEFORE; at--) {
      String one = lines.get(at);
      before.insert(0, one.substring(Math.max(0, one.length() - BEFORE)) + "\n");
    }
    return before.toString();
  }
}
