package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.plan.RestartOutcome;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartPlan;
import io.riparian.plan.RestartPlan.Due;
import io.riparian.plan.RestartWish;
import io.riparian.report.RestartReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Something that an operator wants to have restarted, with what has become of it so far. Each of
 * its clusters works on its own part; whoever asks is told what is known at the moment.
 */
final class RestartOrder {
  private final String id;
  private final String actor;
  private final String reason;
  private final String subject;
  private final RestartWish wish;
  private final Instant at;
  private final Consumer<RestartOutcome> ear;
  private final SortedSet<String> open;
  private final SortedMap<ConnectorId, Due> waiting = new TreeMap<>();
  private final SortedMap<ConnectorId, RestartOutcome> outcomes = new TreeMap<>();
  private final SortedMap<String, String> unasked = new TreeMap<>();

  /**
   * @param subject what the trail says it is about
   * @param ear hears what became of each connector
   */
  RestartOrder(
      String id,
      String actor,
      String reason,
      String subject,
      RestartWish wish,
      Instant at,
      Collection<String> clusters,
      Consumer<RestartOutcome> ear) {
    this.id = id;
    this.actor = actor;
    this.reason = reason;
    this.subject = subject;
    this.wish = wish;
    this.at = at;
    this.ear = ear;
    this.open = new TreeSet<>(clusters);
  }

  String id() {
    return id;
  }

  String actor() {
    return actor;
  }

  RestartWish wish() {
    return wish;
  }

  /** What the trail says it is about. */
  String subject() {
    return subject;
  }

  /** What the trail tells of the order. */
  Map<String, String> detail() {
    return Map.of(
        "order",
        id,
        "reason",
        reason,
        "parts",
        Survey.word(wish.parts()),
        "clusters",
        String.join(", ", open()));
  }

  /** What the trail tells of each outcome. */
  Map<String, String> detail(RestartOutcome outcome) {
    return Map.of(
        "order",
        id,
        "reason",
        reason,
        "secret",
        wish.secret(),
        "result",
        Survey.word(outcome.result()),
        "why",
        outcome.why());
  }

  /** The clusters that have not come to an end with it. */
  synchronized SortedSet<String> open() {
    return new TreeSet<>(open);
  }

  synchronized void planned(RestartPlan plan) {
    plan.due().forEach(due -> waiting.put(due.id(), due));
  }

  void became(RestartOutcome outcome) {
    synchronized (this) {
      waiting.remove(outcome.id());
      outcomes.put(outcome.id(), outcome);
    }
    ear.accept(outcome);
  }

  /** A cluster has come to its end with it. */
  synchronized void ended(String cluster) {
    open.remove(cluster);
  }

  /**
   * A cluster cannot be worked on any more; what waits there is left, and who else is not known.
   */
  void leave(String cluster, String why) {
    List<Due> left;
    synchronized (this) {
      left = waiting.values().stream().filter(due -> due.id().cluster().equals(cluster)).toList();
    }
    // Whoever hears of it may hold a lock of their own, so that we hold none.
    left.forEach(due -> became(due.became(Result.LEFT, why)));
    synchronized (this) {
      unasked.put(cluster, why);
      open.remove(cluster);
    }
  }

  synchronized RestartReport report() {
    List<RestartReport.Restart> restarts = new ArrayList<>();
    waiting.values().forEach(due -> restarts.add(RestartReport.waiting(due, wish)));
    outcomes.values().forEach(outcome -> restarts.add(RestartReport.ended(outcome, wish)));
    return RestartReport.of(id, actor, reason, wish, at, open.isEmpty(), restarts, unasked);
  }
}
