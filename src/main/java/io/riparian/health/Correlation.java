package io.riparian.health;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which failures have one cause: the same on several connectors of several teams, or all that a
 * worker runs, that began within a while. What is certainly a connector's own is none of them.
 */
final class Correlation {
  private static final int MANY = 3;
  private static final int SEVERAL_TEAMS = 2;

  private final Look look;
  private final AlarmTimes times;

  Correlation(Look look, AlarmTimes times) {
    this.look = look;
    this.times = times;
  }

  static boolean areMany(List<Episode> several) {
    return several.size() >= MANY;
  }

  static boolean areManyOfSeveralTeams(List<Episode> several) {
    return areMany(several) && Episode.teams(several).size() >= SEVERAL_TEAMS;
  }

  /**
   * Those that are of one incident, or join it, by their cause.
   *
   * @param open the causes of those that go on
   */
  SortedMap<String, List<Episode>> byCause(Collection<Episode> episodes, Set<String> open) {
    SortedMap<String, List<Episode>> byCause =
        episodes.stream()
            .filter(this::mayBeShared)
            .filter(episode -> !episode.isPartOfIncident())
            .filter(episode -> !episode.failing().cause().isEmpty())
            .collect(groupingBy(episode -> episode.failing().cause(), TreeMap::new, toList()));
    byCause.entrySet().removeIf(one -> !open.contains(one.getKey()) && !isIncident(one.getValue()));
    return byCause;
  }

  private boolean mayBeShared(Episode episode) {
    return look.failing().containsKey(episode.failing().connector())
        && !episode.failing().isCertainlyItsOwn();
  }

  private boolean isIncident(List<Episode> several) {
    List<Episode> inOrder = several.stream().sorted(Comparator.comparing(Episode::since)).toList();
    for (int first = 0; first + MANY <= inOrder.size(); first++) {
      Instant end = inOrder.get(first).since().plus(times.window());
      List<Episode> near =
          inOrder.subList(first, inOrder.size()).stream()
              .filter(episode -> !episode.since().isAfter(end))
              .toList();
      if (areManyOfSeveralTeams(near)) {
        return true;
      }
    }
    return false;
  }

  /** Those that a worker has fail, by the worker, for whichever causes; without what joined one. */
  SortedMap<String, List<Episode>> byWorker(Map<String, Episode> episodes) {
    SortedMap<String, List<Episode>> byWorker = new TreeMap<>();
    look.byWorker()
        .forEach(
            (worker, connectors) -> {
              List<Episode> failed = failed(worker, connectors, episodes);
              if (failed.size() == connectors.size() && areMany(failed) && areNear(failed)) {
                byWorker.put(
                    worker,
                    failed.stream().filter(episode -> !episode.isPartOfIncident()).toList());
              }
            });
    return byWorker;
  }

  private List<Episode> failed(
      String worker, Set<String> connectors, Map<String, Episode> episodes) {
    List<Episode> failed = new ArrayList<>();
    for (String name : connectors) {
      Episode episode = episodes.get(name);
      if (episode != null && mayBeShared(episode) && episode.failing().worker().equals(worker)) {
        failed.add(episode);
      }
    }
    return failed;
  }

  private boolean areNear(List<Episode> failed) {
    List<Instant> begun = failed.stream().map(Episode::since).sorted().toList();
    return !begun.get(begun.size() - 1).isAfter(begun.get(0).plus(times.window()));
  }
}
