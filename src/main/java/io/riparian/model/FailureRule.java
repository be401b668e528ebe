package io.riparian.model;

import java.util.List;
import java.util.Set;

/**
 * One row of what is known about failures: how they look, and what that means. All patterns are in
 * RE2's syntax, so that none of them takes longer than the text is long.
 *
 * @param at where it was written
 * @param sample a text that this rule is for
 */
public record FailureRule(Location at, String id, Look look, FailureAnswer answer, String sample) {

  @Override
  public String toString() {
    return "FailureRule[" + at + "]";
  }

  /**
   * What a failure has to look like: everything that is asked for is there, and nothing of {@code
   * unless}. Of several patterns in one list, one is enough.
   *
   * @param text something anywhere in the text, but for the frames of a trace; in any case
   * @param cause the class of some exception in the chain that is more than a wrapper
   * @param message what that exception says, or some exception if no class is asked for
   * @param frame some frame of the trace: package, class and method
   * @param stages what it was doing; empty for anything
   * @param unless what must not be there, in the text or the frames
   */
  public record Look(
      List<String> text,
      List<String> cause,
      List<String> message,
      List<String> frame,
      Set<FailureStage> stages,
      List<String> unless) {
    public Look {
      text = List.copyOf(text);
      cause = List.copyOf(cause);
      message = List.copyOf(message);
      frame = List.copyOf(frame);
      stages = Set.copyOf(stages);
      unless = List.copyOf(unless);
    }

    @Override
    public String toString() {
      return "Look" + stages;
    }

    /** Whether it asks for nothing, and so would fit everything. */
    public boolean isEmpty() {
      return text.isEmpty()
          && cause.isEmpty()
          && message.isEmpty()
          && frame.isEmpty()
          && stages.isEmpty();
    }
  }
}
