package io.riparian.health;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.riparian.health.Episode.Addressee;
import io.riparian.model.FailureClass;
import io.riparian.model.Notice;
import io.riparian.model.Notice.Kind;
import io.riparian.model.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One look's consequences. Who failed alone is told alone; what at least three connectors of two
 * teams, or all of a worker, have in common is the platform's.
 */
final class AlarmRound {
  private static final int MANY = 3;
  private static final int SEVERAL_TEAMS = 2;

  private final Look look;
  private final AlarmTimes times;
  private final Instant now;
  private final NavigableMap<String, Episode> episodes;
  private final SortedMap<String, Incident> incidents;
  private final Wording wording;
  private final List<Notice> notices = new ArrayList<>();

  AlarmRound(Alarms before, Look look, String cluster, AlarmTimes times) {
    this.look = look;
    this.times = times;
    this.now = look.at();
    this.episodes = new TreeMap<>(before.episodes());
    this.incidents = new TreeMap<>(before.incidents());
    this.wording = new Wording(cluster, now);
  }

  Alarms.Step step() {
    if (look.silentSince() != null) {
      silence(look.silentSince());
    } else {
      silenceIsOver();
      parts();
      see();
      correlate();
      tellIncidents();
      tellEpisodes();
      endEpisodes();
      endIncidents();
    }
    return new Alarms.Step(new Alarms(episodes, incidents), notices);
  }

  // A cluster that does not answer.

  private void silence(Instant since) {
    if (now.isBefore(since.plus(times.silence())) || incidents.containsKey(Incident.SILENCE)) {
      return;
    }
    Incident incident = Incident.begins(Incident.SILENCE, since).told(now);
    incidents.put(Incident.SILENCE, incident);
    notices.add(wording.silence(incident, look.problem()));
  }

  private void silenceIsOver() {
    Incident silence = incidents.remove(Incident.SILENCE);
    if (silence != null) {
      notices.add(wording.answersAgain(silence));
    }
  }

  /** A worker, or Kafka. Nothing else is held back for it. */
  private void parts() {
    look.away()
        .forEach(
            (part, since) -> {
              boolean isNew = !incidents.containsKey(Incident.AWAY + part);
              if (isNew && !now.isBefore(since.plus(times.silence()))) {
                Incident incident = Incident.begins(Incident.AWAY + part, since).told(now);
                incidents.put(incident.cause(), incident);
                notices.add(wording.away(incident, part));
              }
            });
    List<Incident> back =
        incidents.values().stream()
            .filter(Incident::isOfPart)
            .filter(incident -> !look.away().containsKey(partOf(incident)))
            .toList();
    for (Incident incident : back) {
      incidents.remove(incident.cause());
      notices.add(wording.back(incident, partOf(incident)));
    }
  }

  private static String partOf(Incident incident) {
    return incident.cause().substring(Incident.AWAY.length());
  }

  // What is seen.

  private void see() {
    look.failing()
        .forEach(
            (name, failing) ->
                episodes.merge(
                    name, Episode.begins(failing), (before, begins) -> before.seen(failing)));
    episodes.replaceAll((name, episode) -> isFailing(episode) ? episode : resting(episode));
  }

  private boolean isFailing(Episode episode) {
    return look.failing().containsKey(episode.failing().connector());
  }

  /** That it does not fail does not show that it works. */
  private Episode resting(Episode episode) {
    return look.well().contains(episode.failing().connector())
        ? episode.well(now)
        : episode.unsure();
  }

  // One cause.

  private void correlate() {
    Map<String, List<Episode>> byCause =
        episodes.values().stream()
            .filter(episode -> isFailing(episode) && !episode.isPartOfIncident())
            .filter(episode -> !episode.failing().cause().isEmpty())
            .filter(episode -> !episode.failing().isCertainlyItsOwn())
            .collect(groupingBy(episode -> episode.failing().cause(), TreeMap::new, toList()));
    byCause.forEach(
        (cause, several) -> {
          if (incidents.containsKey(cause) || isIncident(several)) {
            several.forEach(episode -> join(cause, episode));
          }
        });
    look.byWorker().forEach(this::correlateWorker);
  }

  private boolean isIncident(List<Episode> several) {
    List<Episode> inOrder = several.stream().sorted(Comparator.comparing(Episode::since)).toList();
    for (int first = 0; first + MANY <= inOrder.size(); first++) {
      Instant end = inOrder.get(first).since().plus(times.window());
      List<Episode> near =
          inOrder.subList(first, inOrder.size()).stream()
              .filter(episode -> !episode.since().isAfter(end))
              .toList();
      if (near.size() >= MANY && teams(near).size() >= SEVERAL_TEAMS) {
        return true;
      }
    }
    return false;
  }

  /** All that a worker runs, for whichever causes. */
  private void correlateWorker(String worker, Set<String> connectors) {
    List<Episode> failed =
        connectors.stream()
            .filter(name -> look.failing().containsKey(name))
            .map(episodes::get)
            .filter(episode -> !episode.failing().isCertainlyItsOwn())
            .filter(episode -> episode.failing().worker().equals(worker))
            .toList();
    boolean all = failed.size() == connectors.size() && failed.size() >= MANY;
    boolean near =
        all
            && Duration.between(
                        failed.stream()
                            .map(Episode::since)
                            .min(Comparator.naturalOrder())
                            .orElse(now),
                        failed.stream()
                            .map(Episode::since)
                            .max(Comparator.naturalOrder())
                            .orElse(now))
                    .compareTo(times.window())
                <= 0;
    if (near) {
      failed.stream()
          .filter(episode -> !episode.isPartOfIncident())
          .forEach(episode -> join(Incident.WORKER + worker, episode));
    }
  }

  private void join(String cause, Episode episode) {
    incidents.computeIfAbsent(cause, begins -> Incident.begins(begins, now));
    episode.told().stream()
        .filter(who -> who.urgency() == Urgency.PAGE)
        .forEach(who -> notices.add(wording.folded(episode, who)));
    episodes.put(episode.failing().connector(), episode.in(cause));
  }

  private void tellIncidents() {
    incidents.replaceAll((cause, incident) -> incident.isOfPart() ? incident : told(incident));
  }

  /** The platform once, after more had time to join; each team once, when it is first hit. */
  private Incident told(Incident incident) {
    if (now.isBefore(incident.since().plus(times.correlation()))) {
      return incident;
    }
    List<Episode> members = members(incident.cause());
    SortedSet<String> hit = teams(members);
    Incident told = incident;
    if (!incident.isTold()) {
      notices.add(wording.incident(incident, members));
      told = incident.told(now);
    }
    SortedSet<String> first = new TreeSet<>(hit);
    first.removeAll(incident.teams());
    first.forEach(team -> notices.add(wording.onIt(incident, team, members)));
    return told.with(first);
  }

  private List<Episode> members(String cause) {
    return episodes.values().stream().filter(one -> one.incident().equals(cause)).toList();
  }

  private static NavigableSet<String> teams(List<Episode> several) {
    NavigableSet<String> teams = new TreeSet<>();
    several.stream()
        .map(one -> one.failing().team())
        .filter(team -> !team.isEmpty())
        .forEach(teams::add);
    return teams;
  }

  // Each alone.

  private void tellEpisodes() {
    episodes.replaceAll(
        (name, episode) ->
            isFailing(episode) && !episode.isPartOfIncident() ? told(episode) : episode);
  }

  private Episode told(Episode episode) {
    if (episode.lastTold().isEmpty()) {
      return isDue(episode) ? tell(episode, Kind.FAILURE, addressees(episode.failing())) : episode;
    }
    boolean forgotten = !now.isBefore(episode.lastTold().orElseThrow().plus(times.reminder()));
    return forgotten ? tell(episode, Kind.REMINDER, addressees(episode.failing())) : episode;
  }

  private boolean isDue(Episode episode) {
    Failing failing = episode.failing();
    return !failing.isTried()
        && (failing.isCertainlyItsOwn()
            || !now.isBefore(failing.since().plus(times.correlation())));
  }

  private Episode tell(Episode episode, Kind kind, List<Addressee> all) {
    all.forEach(who -> notices.add(wording.failure(episode, kind, who)));
    return episode.told(all, now);
  }

  /** The first is who has to do something; others know that somebody else is on it. */
  private static List<Addressee> addressees(Failing failing) {
    if (failing.team().isEmpty()) {
      return List.of(new Addressee("", Urgency.PAGE));
    }
    return switch (failing.recipient()) {
      case PLATFORM ->
          List.of(new Addressee("", Urgency.PAGE), new Addressee(failing.team(), Urgency.QUIET));
      case TEAM ->
          failing.failureClass() == FailureClass.KAFKA_ACCESS
              ? List.of(
                  new Addressee(failing.team(), Urgency.PAGE), new Addressee("", Urgency.QUIET))
              : List.of(new Addressee(failing.team(), Urgency.PAGE));
    };
  }

  // The end.

  private void endEpisodes() {
    List<Episode> over =
        episodes.values().stream()
            .filter(
                episode ->
                    episode.isOver(now, times)
                        || (!isFailing(episode)
                            && look.gone().contains(episode.failing().connector())))
            .toList();
    for (Episode episode : over) {
      episodes.remove(episode.failing().connector());
      boolean gone = look.gone().contains(episode.failing().connector());
      episode.told().forEach(who -> notices.add(wording.recovery(episode, who, gone)));
    }
  }

  /** Those that fail on, when it is over, fail for themselves. */
  private void endIncidents() {
    incidents.replaceAll(
        (cause, incident) ->
            incident.isOfConnectors() ? incident.eased(isEasing(cause), now) : incident);
    List<Incident> over =
        incidents.values().stream()
            .filter(Incident::isOfConnectors)
            .filter(incident -> incident.isOver(now, times) || members(incident.cause()).isEmpty())
            .toList();
    for (Incident incident : over) {
      incidents.remove(incident.cause());
      episodes.replaceAll(
          (name, episode) ->
              episode.incident().equals(incident.cause()) ? episode.alone() : episode);
      if (incident.isTold()) {
        notices.add(wording.incidentOver(incident, ""));
        incident.teams().forEach(team -> notices.add(wording.incidentOver(incident, team)));
      }
    }
  }

  private boolean isEasing(String cause) {
    List<Episode> failing = members(cause).stream().filter(episode -> !episode.isWell()).toList();
    return failing.size() < MANY
        || (!cause.startsWith(Incident.WORKER) && teams(failing).size() < SEVERAL_TEAMS);
  }
}
