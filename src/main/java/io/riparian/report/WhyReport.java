package io.riparian.report;

import io.riparian.model.Quoted;
import io.riparian.report.PlanReport.ChangeReport;
import java.util.List;
import java.util.Objects;

/**
 * Everything that is known of one connector, on one page. What is not known is empty, and nothing
 * is guessed. It holds no configuration value that did not go through redaction.
 *
 * @param failures what is wrong with it; empty while nothing is
 * @param sync as in the list of connectors; {@code unknown} for what is not listed there
 */
public record WhyReport(
    String cluster,
    String connector,
    String sync,
    String health,
    List<FailureReport> failures,
    Declared declared,
    Accepted accepted,
    Observed observed,
    LastChange lastChange,
    Applied applied,
    Next next) {
  public WhyReport {
    // A daemon of an older version does not tell any.
    failures = List.copyOf(Objects.requireNonNullElse(failures, List.of()));
  }

  /**
   * Where Git declares it.
   *
   * @param as {@code declared}, {@code refused}, {@code broken-file}, {@code undecided}, {@code
   *     not-declared}, or {@code unknown} before a revision was read
   * @param at {@code file:line:column}
   * @param revision the commit in force
   * @param detail one sentence, or empty
   */
  public record Declared(
      String as, String at, String team, String state, String revision, String detail) {

    Declared withoutValues() {
      return new Declared(as, at, team, state, revision, Quoted.withoutValues(detail));
    }
  }

  /**
   * What was let in of its unit, and on what evidence; empty before anything was.
   *
   * @param held why a newer tree of the unit is not in force, a line each
   */
  public record Accepted(
      String unit, String revision, String at, String evidence, List<String> held) {}

  /**
   * What the cluster says.
   *
   * @param presence {@code present}, {@code absent}, {@code unproven} when it is missing from an
   *     answer that proves nothing, or {@code unknown} when the cluster did not answer
   * @param whose {@code ours}, or why not
   * @param since since when it has been in this state and health; {@code atLeast} when it was found
   *     so at the daemon's first look
   * @param at when the cluster was looked at last
   * @param problem why it did not answer, or empty
   */
  public record Observed(
      String presence,
      String whose,
      String state,
      int tasksRunning,
      int tasks,
      String since,
      boolean atLeast,
      String at,
      String problem) {}

  /** The last change that was tried, whatever became of it; empty when none is remembered. */
  public record LastChange(
      String kind,
      String cause,
      String result,
      String detail,
      String revision,
      String at,
      String cycle,
      String trigger) {}

  /** What we last gave to the cluster, or took over there; empty when that is nothing. */
  public record Applied(String revision, String at, String origin) {}

  /**
   * What happens next.
   *
   * @param look when the cluster is looked at in full again, if nothing calls before
   * @param changes what is due and not made yet
   */
  public record Next(String look, List<ChangeReport> changes, List<Held> held) {}

  /**
   * One thing that holds it back.
   *
   * @param who who can release it, in words
   * @param command what they run, or empty when they push a commit or wait
   */
  public record Held(String reason, String why, String who, String command) {

    Held withoutValues() {
      return new Held(reason, Quoted.withoutValues(why), who, command);
    }
  }

  /** The same without any configuration value: what those may see who showed no credential. */
  public WhyReport withoutValues() {
    return new WhyReport(
        cluster,
        connector,
        sync,
        health,
        failures.stream().map(FailureReport::withoutValues).toList(),
        declared.withoutValues(),
        accepted,
        observed,
        lastChange,
        applied,
        new Next(
            next.look(),
            next.changes().stream().map(ChangeReport::withoutValues).toList(),
            next.held().stream().map(Held::withoutValues).toList()));
  }
}
