package io.riparian.report;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the lines above a line say about it: whether it goes on with a text that began further up,
 * or stands in what may be a secret. It reads YAML, JSON and properties roughly, because the file
 * may be broken; in doubt the line belongs to what stands above.
 */
final class LinesAbove {
  private static final Pattern BLOCK =
      Pattern.compile("(?:^\\s*|[:?-]\\s+)(?:[!&]\\S*\\s+)*[|>][-+0-9]{0,2}\\s*(?:#.*)?$");

  private final StillOpen open = new StillOpen();

  /** The lines to which one further down may belong, each further out than the next. */
  private final Deque<Outer> outer = new ArrayDeque<>();

  /** The column of the key whose block of text may go on. */
  private int block = Integer.MAX_VALUE;

  /** Whether the last line may hold a secret, or begins with a value of one that may. */
  private boolean secret;

  private boolean continued;

  /**
   * @param secret whether it or a line further out may hold a secret
   */
  private record Outer(int depth, boolean secret) {}

  private LinesAbove() {}

  /** The lines, counted from 0, that cannot be judged by themselves. */
  static BitSet hide(List<String> lines) {
    LinesAbove above = new LinesAbove();
    BitSet hidden = new BitSet(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      hidden.set(i, above.hides(lines.get(i)));
    }
    return hidden;
  }

  /** Whether the next line cannot be judged by itself; from now on it stands above. */
  private boolean hides(String line) {
    int depth = depth(line);
    boolean below = isBelowSecret(line, depth);
    boolean hidden = below || continued || open.isText() || open.isSecret();

    continued = line.endsWith("\\");
    secret = SourceLine.mayBeSecret(line) || (secret && beginsWithValue(line));
    if (!line.isBlank()) {
      outer.push(new Outer(depth, below || secret));
    }
    if (open.isText() || !(line.isBlank() || indentation(line) > block)) {
      open.read(line, below || secret);
      block = !open.isText() && opensBlock(line) ? keyColumn(line) : Integer.MAX_VALUE;
    }
    return hidden;
  }

  /** Whether a line further up and further out may hold a secret. */
  private boolean isBelowSecret(String line, int depth) {
    while (!line.isBlank() && !outer.isEmpty() && outer.element().depth() >= depth) {
      outer.pop();
    }
    return !outer.isEmpty() && outer.element().secret();
  }

  /** Items and explicit values belong to the key above them even without any indentation. */
  private static int depth(String line) {
    String text = line.strip();
    boolean isInner = text.equals("-") || text.startsWith("- ") || text.startsWith(":");
    return 2 * indentation(line) + (isInner ? 1 : 0);
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** A line that begins with a value belongs to the one above it. */
  private static boolean beginsWithValue(String line) {
    String text = line.strip();
    return text.isEmpty() || ":{[".indexOf(text.charAt(0)) >= 0;
  }

  private static boolean opensBlock(String line) {
    return line.length() <= SourceLine.LONGEST && BLOCK.matcher(line).find();
  }

  private static int keyColumn(String line) {
    int column = 0;
    while (column < line.length() && " -?".indexOf(line.charAt(column)) >= 0) {
      column++;
    }
    return column;
  }
}
