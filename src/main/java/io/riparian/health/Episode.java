package io.riparian.health;

import io.riparian.model.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connector's trouble from its first failure until it has worked for a while.
 *
 * @param failing as it was seen last
 * @param incident the cause of the incident that it belongs to; empty text for none
 * @param told what was told of it, and to whom; empty when nothing was yet
 * @param toldAt when the last time
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

  /** The same for as long as it lasts. */
  String id(String cluster) {
    return cluster + "/" + failing.connector() + "@" + since.getEpochSecond();
  }

  boolean isPartOfIncident() {
    return !incident.isEmpty();
  }

  /** A failure that is told twice is one; another cause is another one, to be told as well. */
  Episode seen(Failing now) {
    boolean another = !now.fingerprint().equals(failing.fingerprint());
    return new Episode(
        now,
        since,
        another ? "" : incident,
        another ? List.of() : told,
        another ? null : toldAt,
        null);
  }

  Episode well(Instant at) {
    return wellSince == null ? new Episode(failing, since, incident, told, toldAt, at) : this;
  }

  Episode in(String cause) {
    return new Episode(failing, since, cause, List.of(), null, wellSince);
  }

  Episode told(List<Addressee> all, Instant at) {
    return new Episode(failing, since, incident, all, at, wellSince);
  }

  Optional<Instant> lastTold() {
    return Optional.ofNullable(toldAt);
  }

  boolean isWell() {
    return wellSince != null;
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
