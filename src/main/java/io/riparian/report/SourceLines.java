package io.riparian.report;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A file's lines as they may stand under mistakes. They are read once, however many those are, and
 * down to the last of them.
 */
final class SourceLines {
  private final List<String> lines;
  private final LinesAbove above = new LinesAbove();
  private final BitSet hidden = new BitSet();
  private int read;

  SourceLines(List<String> lines) {
    this.lines = lines;
  }

  /**
   * @param number counted from 1
   */
  Optional<SourceLine> line(int number) {
    if (number < 1 || number > lines.size()) {
      return Optional.empty();
    }
    for (; read < number; read++) {
      hidden.set(read, above.hides(lines.get(read)));
    }
    return hidden.get(number - 1) ? Optional.empty() : SourceLine.of(lines.get(number - 1));
  }

  /**
   * The line of an ownership file, which stands by itself.
   *
   * @param number counted from 1
   */
  Optional<SourceLine> ownershipLine(int number) {
    return number < 1 || number > lines.size()
        ? Optional.empty()
        : SourceLine.ofOwnershipFile(lines.get(number - 1));
  }
}
