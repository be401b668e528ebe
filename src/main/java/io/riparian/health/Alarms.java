package io.riparian.health;

import io.riparian.model.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was told of one cluster and goes on: whom a next look gives cause to tell something follows
 * from this and that look alone.
 *
 * @param episodes of connectors, by name
 * @param incidents those that are open, by cause
 */
public record Alarms(SortedMap<String, Episode> episodes, SortedMap<String, Incident> incidents) {
  /** All is well. */
  public static final Alarms NONE = new Alarms(new TreeMap<>(), new TreeMap<>());

  /** What a look changes, and what is to be told because of it. */
  public record Step(Alarms alarms, List<Notice> notices) {
    public Step {
      notices = List.copyOf(notices);
    }

    @Override
    public String toString() {
      return "Step" + notices;
    }
  }

  public Alarms {
    episodes = Collections.unmodifiableSortedMap(new TreeMap<>(episodes));
    incidents = Collections.unmodifiableSortedMap(new TreeMap<>(incidents));
  }

  /** After one more look at the cluster. */
  public Step after(Look look, String cluster, AlarmTimes times) {
    return new AlarmRound(this, look, cluster, times).step();
  }

  /** What is told when nobody looks at the cluster any more. */
  List<Notice> abandoned(String cluster, Instant at) {
    Wording wording = new Wording(cluster, at);
    List<Notice> notices = new ArrayList<>();
    episodes
        .values()
        .forEach(
            episode ->
                episode.told().forEach(who -> notices.add(wording.recovery(episode, who, true))));
    incidents.values().forEach(incident -> notices.addAll(wording.incidentOver(incident)));
    return notices;
  }

  /** What the platform was told of and goes on, the oldest first. */
  public List<OpenIncident> open() {
    return incidents.values().stream()
        .filter(Incident::isTold)
        .map(
            incident ->
                OpenIncident.of(incident, Episode.failingOf(incident.cause(), episodes.values())))
        .sorted(Comparator.comparing(OpenIncident::since))
        .toList();
  }

  /** Whether nothing is restarted, because one cause has many fail. */
  public boolean holdsRestarts() {
    return heldSince().isPresent();
  }

  /** Since when. */
  Optional<Instant> heldSince() {
    return incidents.values().stream()
        .filter(incident -> !incident.isOfPart())
        .map(Incident::since)
        .min(Comparator.naturalOrder());
  }

  @Override
  public String toString() {
    return "Alarms[" + episodes.keySet() + "]";
  }
}
