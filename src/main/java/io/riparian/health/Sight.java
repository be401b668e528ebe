package io.riparian.health;

import io.riparian.model.ConnectorStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a look at a cluster shows that answers.
 *
 * @param statuses what each connector is doing
 * @param symptoms what is wrong with connectors that have not failed, by name
 * @param unsure what may not be taken to work though it runs
 * @param absent the connectors that are known to be gone
 * @param parts what of the cluster does not answer
 * @param isBusy whether restarts are under way, so that no others are to begin
 * @param keeping what is known of a connector beside this
 */
public record Sight(
    Instant at,
    SortedMap<String, ConnectorStatus> statuses,
    SortedMap<String, Verdict> symptoms,
    Set<String> unsure,
    Set<String> absent,
    Parts parts,
    boolean isBusy,
    Function<String, Keeping> keeping) {
  public Sight {
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    symptoms = Collections.unmodifiableSortedMap(new TreeMap<>(symptoms));
    unsure = Set.copyOf(unsure);
    absent = Set.copyOf(absent);
  }

  @Override
  public String toString() {
    return "Sight[" + at + "]";
  }
}
