package io.riparian.report;

import io.riparian.plan.RestartOutcome;
import io.riparian.plan.RestartOutcome.Result;
import io.riparian.plan.RestartPlan;
import io.riparian.plan.RestartPlan.Due;
import io.riparian.plan.RestartWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What is to be restarted, and what became of it so far. It names secrets and holds none.
 *
 * @param id empty while nobody has asked for it to be done
 * @param secret the reference that it is about, without {@code ${}}; empty for one connector
 * @param parts {@code failed} or {@code all}
 * @param at when it was asked for, RFC 3339; empty while nobody has
 * @param finished whether nothing waits any more
 * @param unasked the clusters of which nobody can tell who is concerned
 * @param providers those of the secret, and what makes a connector read it again
 */
public record RestartReport(
    String id,
    String actor,
    String reason,
    String secret,
    String parts,
    String at,
    boolean finished,
    List<Restart> restarts,
    List<UnaskedCluster> unasked,
    List<Provider> providers) {

  /** What waits for its turn, beside the words of {@link Result}. */
  public static final String WAITING = "waiting";

  private static final String AT_START =
      "it is asked when a connector or a task starts, and by nothing that runs or is resumed; one that"
          + " keeps what it has read may answer the old secret for as long as it does";

  private static final String WITH_THE_WORKER =
      "it is asked without a path, as Kafka's EnvVarConfigProvider is: that one knows the environment"
          + " that its worker was started with, so restart the workers";

  /**
   * One connector.
   *
   * @param result {@code waiting}, or how it ended
   * @param why one sentence, or empty
   * @param stillOld whether it goes on with what the secret was before
   */
  public record Restart(
      String cluster,
      String connector,
      String team,
      String result,
      String why,
      boolean stillOld,
      boolean readsOnce) {

    /** Where it runs, and what it is called. */
    String place() {
      return cluster + "/" + connector;
    }
  }

  /** A cluster that could not be worked on. */
  public record UnaskedCluster(String cluster, String why) {}

  /**
   * A provider of secrets, by its alias in the references.
   *
   * @param rereads whether a restart of a connector makes it look again, as far as references tell
   */
  public record Provider(String alias, boolean rereads, String why) {}

  public static Restart waiting(Due due, RestartWish wish) {
    return restart(due.became(Result.LEFT, ""), WAITING, wish.isOfSecret());
  }

  /** What became of one. */
  public static Restart ended(RestartOutcome outcome, RestartWish wish) {
    boolean old =
        wish.isOfSecret()
            && switch (outcome.result()) {
              case RESTARTED, NOT_BACK -> outcome.readsOnce();
              case GONE -> false;
              case NOTHING_FAILED, HELD, NOT_OURS, ONLY_OBSERVED, CLUSTER_HELD_BACK, FAILED, LEFT ->
                  true;
            };
    return restart(outcome, PlanReport.word(outcome.result()), old);
  }

  private static Restart restart(RestartOutcome outcome, String result, boolean old) {
    return new Restart(
        outcome.id().cluster(),
        outcome.id().name(),
        outcome.team(),
        result,
        outcome.why(),
        old,
        outcome.readsOnce());
  }

  /**
   * What would be done, and why the rest would not.
   *
   * @param unasked why a cluster could not be worked on, by its name
   */
  public static RestartReport of(
      RestartWish wish, List<RestartPlan> plans, SortedMap<String, String> unasked) {
    List<Restart> restarts = new ArrayList<>();
    for (RestartPlan plan : plans) {
      plan.due().forEach(due -> restarts.add(waiting(due, wish)));
      plan.others().forEach(outcome -> restarts.add(ended(outcome, wish)));
    }
    return new RestartReport(
        "",
        "",
        "",
        wish.secret(),
        PlanReport.word(wish.parts()),
        "",
        false,
        sorted(restarts),
        unasked(unasked),
        providers(wish, restarts));
  }

  /**
   * What became of an order so far.
   *
   * @param unasked why a cluster could not be worked on, by its name
   */
  public static RestartReport of(
      String id,
      String actor,
      String reason,
      RestartWish wish,
      Instant at,
      boolean finished,
      List<Restart> restarts,
      SortedMap<String, String> unasked) {
    return new RestartReport(
        id,
        actor,
        reason,
        wish.secret(),
        PlanReport.word(wish.parts()),
        at.toString(),
        finished,
        sorted(restarts),
        unasked(unasked),
        providers(wish, restarts));
  }

  private static List<UnaskedCluster> unasked(SortedMap<String, String> unasked) {
    return unasked.entrySet().stream()
        .map(one -> new UnaskedCluster(one.getKey(), one.getValue()))
        .toList();
  }

  private static List<Restart> sorted(List<Restart> restarts) {
    return restarts.stream()
        .sorted(Comparator.comparing(Restart::cluster).thenComparing(Restart::connector))
        .toList();
  }

  private static List<Provider> providers(RestartWish wish, List<Restart> restarts) {
    if (!wish.isOfSecret()) {
      return List.of();
    }
    String alias = wish.secret().substring(0, wish.secret().indexOf(':'));
    return Stream.of(true, false)
        .filter(rereads -> restarts.stream().anyMatch(one -> one.readsOnce() != rereads))
        .map(rereads -> new Provider(alias, rereads, rereads ? AT_START : WITH_THE_WORKER))
        .toList();
  }
}
