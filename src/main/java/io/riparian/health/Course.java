package io.riparian.health;

import io.riparian.model.Notice;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one cluster has been: what has failed, who was told, and what was restarted. Nothing in it
 * holds a configuration value or a record: all texts of it were redacted.
 *
 * @param restarts of the connectors that were restarted lately, by name
 * @param resumed when the last incident ended that kept everything from being restarted; null when
 *     there was none
 */
public record Course(
    Failures failures,
    Alarms alarms,
    SortedMap<String, Restarts> restarts,
    @Nullable Instant resumed) {
  /** All is well. */
  public static final Course NONE = new Course(Failures.NONE, Alarms.NONE, new TreeMap<>(), null);

  /**
   * What a look changes.
   *
   * @param notices what is to be told because of it
   * @param due the connectors that are to be restarted now
   */
  public record Step(Course course, List<Notice> notices, SortedSet<String> due) {
    public Step {
      notices = List.copyOf(notices);
      due = Collections.unmodifiableSortedSet(new TreeSet<>(due));
    }

    @Override
    public String toString() {
      return "Step" + notices;
    }
  }

  public Course {
    restarts = Collections.unmodifiableSortedMap(new TreeMap<>(restarts));
  }

  /** After one more look at the cluster, which answered. */
  public Step after(Sight sight, String cluster, Classifier classifier, AlarmTimes times) {
    return new CourseRound(this, sight, cluster, times).step(classifier);
  }

  /**
   * After a look that nobody answered.
   *
   * @param since since when nobody does
   */
  public Step silent(Instant at, Instant since, String problem, String cluster, AlarmTimes times) {
    Alarms.Step told = alarms.after(Look.silent(at, since, problem), cluster, times);
    return new Step(
        new Course(failures, told.alarms(), restarts, resumed), told.notices(), new TreeSet<>());
  }

  /** What is told when the cluster is nobody's concern any more: whatever goes on is over. */
  public List<Notice> abandoned(String cluster, Instant at) {
    return alarms.abandoned(cluster, at);
  }

  /** It was restarted without anybody having asked for it. */
  public Course restarted(String connector, Instant at) {
    SortedMap<String, Restarts> next = new TreeMap<>(restarts);
    next.put(connector, next.getOrDefault(connector, Restarts.NONE).spent(at));
    return new Course(failures, alarms, next, resumed);
  }

  /** From now on this connector is not restarted, until it works again. */
  public Course leaving(String connector, String why) {
    SortedMap<String, Restarts> next = new TreeMap<>(restarts);
    next.merge(connector, Restarts.NONE.leftBecause(why), (old, left) -> old.leftBecause(why));
    return new Course(failures, alarms, next, resumed);
  }

  @Override
  public String toString() {
    return "Course" + failures;
  }
}
