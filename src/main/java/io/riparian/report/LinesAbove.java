package io.riparian.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the lines above a line say about it: whether it goes on with a text that began further up,
 * or stands in what may be a secret. It reads YAML, JSON and properties roughly, because the file
 * may be broken; in doubt the line belongs to what stands above.
 */
final class LinesAbove {
  private final StillOpen open = new StillOpen();

  /** The lines to which one further down may belong, each further out than the next. */
  private final Deque<Outer> outer = new ArrayDeque<>();

  /**
   * Whether the last line, but for comments, may hold a secret, or begins with a value of one that
   * may.
   */
  private boolean secret;

  private boolean continued;

  /**
   * @param secret whether it or a line further out may hold a secret
   */
  private record Outer(int depth, boolean secret) {}

  /** Whether the next line cannot be judged by itself; from now on it stands above. */
  boolean hides(String line) {
    boolean mayBeSecret = SourceLine.mayBeSecret(line);
    boolean isBetween = line.isBlank() || (isComment(line) && !mayBeSecret);
    int depth = isBetween ? Integer.MAX_VALUE : depth(line);
    boolean below = isBelowSecret(depth);
    boolean hidden = below || continued || open.isText() || open.isSecret() || open.awaitsSecret();

    secret = isBetween ? secret : mayBeSecret || (secret && beginsWithValue(line));
    boolean belongs = below || secret || (open.isBracket() && open.awaitsSecret());
    if (!isBetween) {
      outer.push(new Outer(depth, belongs));
    }
    open.read(line, belongs);
    continued = line.endsWith("\\");
    return hidden;
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  /** Whether a line further up and further out may hold a secret. */
  private boolean isBelowSecret(int depth) {
    while (!outer.isEmpty() && outer.element().depth() >= depth) {
      outer.pop();
    }
    return !outer.isEmpty() && outer.element().secret();
  }

  /** Items and explicit values belong to the key above them even without any indentation. */
  private static int depth(String line) {
    String text = line.strip();
    boolean isInner = text.equals("-") || text.startsWith("- ") || text.startsWith(":");
    return 2 * StillOpen.indentation(line) + (isInner ? 1 : 0);
  }

  /** Such a line belongs to the one above it. */
  private static boolean beginsWithValue(String line) {
    return ":{[".indexOf(line.strip().charAt(0)) >= 0;
  }
}
