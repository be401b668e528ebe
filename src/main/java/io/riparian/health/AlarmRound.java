package io.riparian.health;

import io.riparian.health.Episode.Addressee;
import io.riparian.model.Notice;
import io.riparian.model.Notice.Kind;
import io.riparian.model.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One look's consequences. Who failed alone is told alone; what at least three connectors of two
 * teams, or all of a worker, have in common is the platform's.
 */
final class AlarmRound {
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

  /** A worker, Kafka, or the Schema Registry. Nothing else is held back for it. */
  private void parts() {
    look.parts()
        .away()
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
            .filter(incident -> look.parts().isBack(incident.part()))
            .toList();
    for (Incident incident : back) {
      incidents.remove(incident.cause());
      notices.add(wording.back(incident, incident.part()));
    }
  }

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

  private void correlate() {
    Correlation correlation = new Correlation(look, times);
    correlation
        .byCause(episodes.values(), incidents.keySet())
        .forEach((cause, several) -> several.forEach(episode -> join(cause, episode)));
    correlation
        .byWorker(episodes)
        .forEach(
            (worker, several) ->
                several.forEach(episode -> join(Incident.WORKER + worker, episode)));
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
    SortedSet<String> hit = Episode.teams(members);
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
    return Episode.of(cause, episodes.values());
  }

  private void tellEpisodes() {
    episodes.replaceAll(
        (name, episode) ->
            isFailing(episode) && !episode.isPartOfIncident() ? told(episode) : episode);
  }

  private Episode told(Episode episode) {
    if (episode.lastTold().isEmpty()) {
      return isDue(episode) ? tell(episode, Kind.FAILURE, episode.failing().addressees()) : episode;
    }
    boolean forgotten = !now.isBefore(episode.lastTold().orElseThrow().plus(times.reminder()));
    return forgotten ? tell(episode, Kind.REMINDER, episode.failing().addressees()) : episode;
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
      notices.addAll(wording.incidentOver(incident));
    }
  }

  private boolean isEasing(String cause) {
    List<Episode> failing = Episode.failingOf(cause, episodes.values());
    return cause.startsWith(Incident.WORKER)
        ? !Correlation.areMany(failing)
        : !Correlation.areManyOfSeveralTeams(failing);
  }
}
