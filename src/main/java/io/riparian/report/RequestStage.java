package io.riparian.report;

/** How far a request has come. */
public enum RequestStage {
  /** It can be merged, as far as Git is concerned. */
  OPEN,
  /** It cannot be merged, so that there is nothing to plan. */
  CONFLICTING,
  /** It is merged, and nothing of it has been applied yet. */
  WAITING_FOR_APPLY,
  /** It is merged, and all of it was done. */
  APPLIED,
  /** It is merged, and some of it was not done. */
  FAILED,
  /** It is merged, and a unit that it changes is held at what was accepted before. */
  HELD,
  /** It was turned down, or given up. */
  CLOSED,
  /**
   * It can be merged, and was compared with the branch by what files declare: no cluster was asked,
   * and whether anybody agreed is not known.
   */
  COMPARED;

  /** As it is answered: {@code waiting-for-apply}. */
  public String word() {
    return PlanReport.word(this);
  }

  static RequestStage of(String word) {
    for (RequestStage stage : values()) {
      if (stage.word().equals(word)) {
        return stage;
      }
    }
    throw new IllegalArgumentException("no stage of a request: " + word);
  }
}
