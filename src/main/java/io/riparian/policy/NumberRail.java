package io.riparian.policy;

import static io.riparian.policy.PolicyRule.BOUND;
import static io.riparian.policy.PolicyRule.TASKS;

import io.riparian.model.Bound;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Policy;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** P-13 and P-14: numbers that cost the worker threads and memory have bounds. */
final class NumberRail implements GuardRail {
  private final Policy policy;

  NumberRail(Policy policy) {
    this.policy = policy;
  }

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    Map<String, Bound> bounds = new TreeMap<>(policy.bounds());
    bounds.putAll(subject.cluster().rails().bounds());
    bounds.forEach(
        (key, bound) ->
            subject
                .config()
                .get(key)
                .flatMap(value -> why(value, bound))
                .ifPresent(
                    why ->
                        found.accept(
                            Finding.of(
                                BOUND, key, why, "Write a number " + bound.inWords() + "."))));
    checkTasks(subject, found);
  }

  private static Optional<String> why(String value, Bound bound) {
    OptionalLong number = number(value);
    if (number.isEmpty()) {
      return Optional.of("the value is no whole number, and there are bounds to it");
    }
    return bound.holds(number.getAsLong())
        ? Optional.empty()
        : Optional.of("the number is out of its bounds, which are " + bound.inWords());
  }

  /** A whole number, if it is one. */
  static OptionalLong number(String value) {
    String digits = value.strip();
    return digits.matches("-?[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private void checkTasks(Subject subject, Consumer<Finding> found) {
    OptionalInt ofCluster = subject.cluster().rails().quota().tasksPerConnector();
    OptionalInt most = ofCluster.isPresent() ? ofCluster : policy.quota().tasksPerConnector();
    if (most.isPresent() && tasks(subject) > most.getAsInt()) {
      found.accept(
          Finding.of(
              TASKS,
              ConnectorConfig.TASKS_MAX,
              "cluster `%s` gives a connector at most %d tasks"
                  .formatted(subject.cluster().name(), most.getAsInt()),
              "Ask for fewer, or for a cluster of the team's own."));
    }
  }

  /**
   * How many it may have: one where it does not say, and as good as endless when it cannot be read.
   */
  static long tasks(Subject subject) {
    return subject
        .config()
        .get(ConnectorConfig.TASKS_MAX)
        .map(value -> Math.max(1, number(value).orElse(Integer.MAX_VALUE)))
        .orElse(1L);
  }
}
