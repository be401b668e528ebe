package io.riparian.health;

import io.riparian.model.Urgency;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One connector's trouble from its first failure until it has worked for a while.
 *
 * @param failing as it was seen last
 * @param incident the cause of the incident that it belongs to; empty text for none
 * @param told everybody who was told of it, and will be told of its end
 * @param toldAt when the last time; null when it is to be told anew, or for the first time
 * @param wellSince since when it works again; null while it does not
 */
public record Episode(
    Failing failing,
    Instant since,
    String incident,
    List<Addressee> told,
    @Nullable Instant toldAt,
    @Nullable Instant wellSince) {

  /** Somebody who was told, and how urgently. */
  public record Addressee(String team, Urgency urgency) {}

  public Episode {
    told = List.copyOf(told);
  }

  static Episode begins(Failing failing) {
    return new Episode(failing, failing.since(), "", List.of(), null, null);
  }

  /** Those that are a part of an incident, by its cause. */
  static List<Episode> of(String cause, Collection<Episode> all) {
    return all.stream().filter(one -> one.incident().equals(cause)).toList();
  }

  /** Those of them that still fail. */
  static List<Episode> failingOf(String cause, Collection<Episode> all) {
    return of(cause, all).stream().filter(one -> !one.isWell()).toList();
  }

  /** Whose they are; what is nobody's is left out. */
  static SortedSet<String> teams(List<Episode> several) {
    SortedSet<String> teams = new TreeSet<>();
    several.forEach(one -> teams.add(one.failing().team()));
    teams.remove("");
    return teams;
  }

  /** What is being done about it. */
  public enum Standing {
    /** Others may fail for the same cause: that is waited for. */
    WAITING,
    /** A restart may mend it. */
    RESTARTING,
    /** Whoever has to mend it was told. */
    TOLD,
    /** Many fail for the same cause, and the platform was told. */
    INCIDENT
  }

  public Standing standing() {
    if (isPartOfIncident()) {
      return Standing.INCIDENT;
    }
    if (lastTold().isPresent()) {
      return Standing.TOLD;
    }
    return failing.isTried() ? Standing.RESTARTING : Standing.WAITING;
  }

  /** Whether it works again, and is only watched for a while. */
  public boolean isWell() {
    return wellSince != null;
  }

  /** The same for as long as it lasts. */
  String id(String cluster) {
    return cluster + "/" + failing.connector() + "@" + since.getEpochSecond();
  }

  boolean isPartOfIncident() {
    return !incident.isEmpty();
  }

  /**
   * A failure that is told twice is one; another cause is another one, to be told as well, and so
   * is the same to somebody else who has to mend it from now on.
   */
  Episode seen(Failing now) {
    boolean another = !now.fingerprint().equals(failing.fingerprint());
    boolean moved = !now.team().equals(failing.team()) || now.recipient() != failing.recipient();
    return new Episode(
        now, since, another ? "" : incident, told, another || moved ? null : toldAt, null);
  }

  /** It is neither seen to fail nor to work. */
  Episode unsure() {
    return wellSince == null ? this : new Episode(failing, since, incident, told, toldAt, null);
  }

  Episode well(Instant at) {
    return wellSince == null ? new Episode(failing, since, incident, told, toldAt, at) : this;
  }

  /**
   * As part of an incident; whoever was paged is told so, and hears of the incident from now on.
   */
  Episode in(String cause) {
    List<Addressee> others = told.stream().filter(who -> who.urgency() != Urgency.PAGE).toList();
    return new Episode(failing, since, cause, others, null, wellSince);
  }

  /** By itself again. */
  Episode alone() {
    return new Episode(failing, since, "", told, null, wellSince);
  }

  Episode told(List<Addressee> all, Instant at) {
    Map<String, Addressee> everybody = new LinkedHashMap<>();
    told.forEach(who -> everybody.put(who.team(), who));
    all.forEach(who -> everybody.put(who.team(), who));
    return new Episode(failing, since, incident, List.copyOf(everybody.values()), at, wellSince);
  }

  Optional<Instant> lastTold() {
    return Optional.ofNullable(toldAt);
  }

  /** Whether it has worked for long enough. */
  boolean isOver(Instant now, AlarmTimes times) {
    return wellSince != null && !now.isBefore(wellSince.plus(times.settle()));
  }

  @Override
  public String toString() {
    return "Episode[" + failing.connector() + "]";
  }
}
