package io.riparian.plan;

import io.riparian.model.ConnectorId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far a change of one connector reaches: its tasks, its progress, and who reads what it writes.
 *
 * @param tasks how many tasks the effect is on
 * @param exact whether so many are running; otherwise it is the most that there may be
 * @param downstream connectors that read what it writes, as far as configurations tell
 */
public record Blast(
    ConnectorId id,
    Effect effect,
    int tasks,
    boolean exact,
    Offsets offsets,
    List<ConnectorId> downstream) {
  private static final int MOST_NAMES = 3;

  /** What becomes of its tasks. */
  public enum Effect {
    NOTHING,
    STARTS,
    /** Connect restarts all of a connector's tasks, whatever key changes. */
    RESTARTS,
    PAUSES,
    RESUMES,
    ENDS
  }

  /** What becomes of its progress. */
  public enum Offsets {
    UNAFFECTED,
    /** There are none yet. */
    NEW,
    /** An earlier connector of this name may have left some. */
    LEFTOVER,
    /** Nobody looked whether an earlier connector of this name left some. */
    UNKNOWN,
    /** What it had counts no more. */
    FROM_START,
    /** They are another class's, and may mean nothing to this one. */
    UNSURE,
    /** The connector goes, and they stay. */
    KEPT
  }

  public Blast {
    downstream = List.copyOf(downstream);
  }

  /** All of it as clauses of one sentence. */
  public String words() {
    return ofTasks() + "; " + ofOffsets() + ofDownstream();
  }

  private String ofTasks() {
    return switch (effect) {
      case NOTHING -> "no task restarts";
      case STARTS -> "starts " + number();
      case RESTARTS -> "restarts " + number();
      case PAUSES -> "pauses " + number();
      case RESUMES -> "resumes " + number();
      case ENDS -> "ends " + number();
    };
  }

  private String number() {
    return (exact ? "" : "up to ") + tasks + (tasks == 1 ? " task" : " tasks");
  }

  private String ofOffsets() {
    return switch (offsets) {
      case UNAFFECTED -> "offsets unaffected";
      case NEW -> "begins without offsets";
      case LEFTOVER ->
          "goes on from what an earlier connector of this name left, if that is still there";
      case UNKNOWN -> "begins without offsets, unless an earlier connector of this name left some";
      case FROM_START -> "reads again from the start";
      case UNSURE -> "the offsets are another class's, and may mean nothing to this one";
      case KEPT -> "its offsets stay until somebody deletes them";
    };
  }

  private String ofDownstream() {
    if (downstream.isEmpty()) {
      return "";
    }
    int more = downstream.size() - MOST_NAMES;
    String names =
        downstream.stream()
            .limit(MOST_NAMES)
            .map(id -> "`" + id + "`")
            .collect(Collectors.joining(", "));
    return "; what it writes is read by " + names + (more > 0 ? " and " + more + " more" : "");
  }
}
