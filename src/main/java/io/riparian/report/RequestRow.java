package io.riparian.report;

import io.riparian.model.Quoted;
import io.riparian.report.RequestReport.BlastReport;
import java.util.Comparator;
import java.util.List;

/**
 * What a request does to one connector.
 *
 * @param team empty where only its name is known
 * @param file the same
 * @param what {@code create}, {@code adopt}, {@code update}, {@code delete}, {@code forget}, {@code
 *     move} or {@code none}, or the state that it gets, several with commas between them; {@code
 *     held}, {@code deferred} or {@code refused} where it stays as it is
 * @param reason the code of what holds it back, or the rule that refuses it; may be empty
 * @param why it stays as it is; empty where it does not
 * @param blasts one for each change
 * @param outcome what became of it, as {@code done}; empty as long as nothing was tried
 * @param detail of the outcome
 */
public record RequestRow(
    String cluster,
    String connector,
    String team,
    String file,
    String what,
    String reason,
    String why,
    List<BlastReport> blasts,
    String outcome,
    String detail) {
  /** The worse an outcome, the further down. */
  private static final List<String> OUTCOMES =
      List.of("done", "deferred", "foreign", "refused", "failed");

  public RequestRow {
    blasts = List.copyOf(blasts);
  }

  RequestRow after(String where, List<OutcomeReport> outcomes) {
    return outcomes.stream()
        .filter(one -> cluster.equals(where) && connector.equals(one.connector()))
        .max(Comparator.comparingInt(one -> OUTCOMES.indexOf(one.result())))
        .map(
            worst ->
                new RequestRow(
                    cluster,
                    connector,
                    team,
                    file,
                    what,
                    reason,
                    why,
                    blasts,
                    worst.result(),
                    worst.detail()))
        .orElse(this);
  }

  RequestRow withoutValues() {
    return new RequestRow(
        cluster,
        connector,
        team,
        file,
        what,
        reason,
        Quoted.withoutValues(why),
        blasts,
        outcome,
        Quoted.withoutValues(detail));
  }

  boolean failed() {
    return !outcome.isEmpty() && !outcome.equals("done");
  }
}
