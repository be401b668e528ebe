package io.riparian.report;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A file's lines as they may stand under mistakes. It is read once, however many those are. */
final class SourceLines {
  private final List<String> lines;
  private final BitSet hidden;

  private SourceLines(List<String> lines, BitSet hidden) {
    this.lines = lines;
    this.hidden = hidden;
  }

  static SourceLines of(List<String> lines) {
    return new SourceLines(lines, LinesAbove.hide(lines));
  }

  /**
   * @param number counted from 1
   */
  Optional<SourceLine> line(int number) {
    return number < 1 || number > lines.size() || hidden.get(number - 1)
        ? Optional.empty()
        : SourceLine.of(lines.get(number - 1));
  }
}
