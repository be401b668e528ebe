package io.riparian.reconcile;

import io.riparian.plan.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody who listens while changes are carried out, from when it was opened until it is closed,
 * whichever walk makes them. Of a change that was tried again only the last outcome counts.
 */
public final class Hearing implements AutoCloseable {
  private final Map<Chronicle.Step, Outcome> heard = new LinkedHashMap<>();
  private final Chronicle chronicle;

  Hearing(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  synchronized void hear(Chronicle.Step step, Outcome outcome) {
    heard.remove(step);
    heard.put(step, outcome);
  }

  /** What was heard so far, in its order. */
  public synchronized List<Outcome> outcomes() {
    return new ArrayList<>(heard.values());
  }

  @Override
  public void close() {
    chronicle.forget(this);
  }
}
