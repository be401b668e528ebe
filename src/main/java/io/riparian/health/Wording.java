package io.riparian.health;

import io.riparian.health.Episode.Addressee;
import io.riparian.model.Notice;
import io.riparian.model.Notice.Kind;
import io.riparian.model.Party;
import io.riparian.model.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told, in words. No trace is quoted but what an explanation holds. */
final class Wording {
  private final String cluster;
  private final Instant now;

  Wording(String cluster, Instant now) {
    this.cluster = cluster;
    this.now = now;
  }

  Notice failure(Episode episode, Kind kind, Addressee who) {
    Failing failing = episode.failing();
    String what = kind == Kind.REMINDER ? "still fails" : "has failed";
    return ofConnector(
        episode,
        kind,
        who,
        "%s on %s %s: %s"
            .formatted(failing.connector(), cluster, what, failing.failureClass().word()),
        who.urgency() == Urgency.QUIET
            ? List.of(who.team().isEmpty() ? "Its team is told." : "The platform is on it.")
            : forWhoeverMendsIt(failing));
  }

  private static List<String> forWhoeverMendsIt(Failing failing) {
    List<String> details = new ArrayList<>(failing.details());
    if (failing.team().isEmpty()) {
      details.add("It is unowned: no team declares it.");
    }
    return details;
  }

  Notice recovery(Episode episode, Addressee who, boolean gone) {
    return ofConnector(
        episode,
        Kind.RECOVERY,
        who,
        "%s on %s %s"
            .formatted(
                episode.failing().connector(),
                cluster,
                gone ? "is gone or stopped" : "works again"),
        List.of());
  }

  Notice folded(Episode episode, Addressee who) {
    return ofConnector(
        episode,
        Kind.FOLDED,
        who,
        "%s on %s: the platform is on it, for the same cause has others fail"
            .formatted(episode.failing().connector(), cluster),
        List.of(
            "What you were told before belongs to that incident. There is nothing for you to do."));
  }

  private Notice ofConnector(
      Episode episode, Kind kind, Addressee who, String title, List<String> details) {
    Failing failing = episode.failing();
    return new Notice(
        episode.id(cluster),
        kind,
        kind == Kind.FAILURE ? who.urgency() : least(who.urgency(), Urgency.NOTICE),
        party(who.team()),
        cluster,
        List.of(failing.connector()),
        failing.team().isEmpty() ? List.of() : List.of(failing.team()),
        title,
        details,
        Optional.of(failing.explanation()),
        now);
  }

  private static Urgency least(Urgency one, Urgency other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  Notice incident(Incident incident, List<Episode> members) {
    List<String> teams = List.copyOf(Episode.teams(members));
    return of(
        incident,
        Kind.INCIDENT,
        Urgency.PAGE,
        Party.PLATFORM,
        members,
        "%d connectors of %d teams fail on %s for one cause"
            .formatted(members.size(), teams.size(), cluster),
        List.of(
            "Nothing of this cluster is restarted until it is over.",
            "The teams are told that the platform is on it: " + String.join(", ", teams) + "."));
  }

  Notice onIt(Incident incident, String team, List<Episode> members) {
    List<Episode> own = members.stream().filter(one -> one.failing().team().equals(team)).toList();
    return of(
        incident,
        Kind.INCIDENT,
        Urgency.QUIET,
        Party.team(team),
        own,
        "the platform is on it: %d of your connectors on %s fail for a cause that others share"
            .formatted(own.size(), cluster),
        List.of());
  }

  /** To everybody who was told of it. */
  List<Notice> incidentOver(Incident incident) {
    List<Notice> notices = new ArrayList<>();
    if (incident.isTold()) {
      notices.add(incidentOver(incident, "", Urgency.NOTICE));
      incident.teams().forEach(team -> notices.add(incidentOver(incident, team, Urgency.QUIET)));
    }
    return notices;
  }

  private Notice incidentOver(Incident incident, String team, Urgency urgency) {
    return of(
        incident,
        Kind.INCIDENT_OVER,
        urgency,
        party(team),
        List.of(),
        "the incident on %s is over".formatted(cluster),
        List.of());
  }

  Notice silence(Incident incident, String problem) {
    return begins(
        incident,
        "%s does not answer".formatted(cluster),
        problem.isEmpty() ? List.of() : List.of(problem));
  }

  Notice answersAgain(Incident incident) {
    return ends(incident, "%s answers again".formatted(cluster));
  }

  Notice away(Incident incident, String part) {
    return begins(incident, "%s of %s does not answer".formatted(part, cluster), List.of());
  }

  Notice back(Incident incident, String part) {
    return ends(incident, "%s of %s answers again".formatted(part, cluster));
  }

  private Notice begins(Incident incident, String title, List<String> details) {
    return of(incident, Kind.INCIDENT, Urgency.PAGE, Party.PLATFORM, List.of(), title, details);
  }

  private Notice ends(Incident incident, String title) {
    return of(
        incident, Kind.INCIDENT_OVER, Urgency.NOTICE, Party.PLATFORM, List.of(), title, List.of());
  }

  private Notice of(
      Incident incident,
      Kind kind,
      Urgency urgency,
      Party to,
      List<Episode> members,
      String title,
      List<String> details) {
    return new Notice(
        incident.id(cluster),
        kind,
        urgency,
        to,
        cluster,
        members.stream().map(one -> one.failing().connector()).toList(),
        List.copyOf(Episode.teams(members)),
        title,
        details,
        members.stream().map(one -> one.failing().explanation()).findFirst(),
        now);
  }

  private static Party party(String team) {
    return team.isEmpty() ? Party.PLATFORM : Party.team(team);
  }
}
