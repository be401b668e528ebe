package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The connectors of a cluster that were adopted and have not been written to since, so that they
 * bear no mark and are never deleted. An operator may ask for their marks by the {@link #digest},
 * which stands for exactly these; it restarts their tasks.
 */
public record Unmarked(String cluster, SortedSet<String> names) {
  private static final String WRITE_MARKS = "WRITE_MARKS";

  public Unmarked {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
  }

  /** Those of {@code applied} that lie on the cluster; none where marks stand in the ledger. */
  public static Unmarked of(Cluster cluster, Collection<AppliedConnector> applied) {
    boolean inLedger = cluster.marks() == Cluster.Marks.LEDGER;
    List<String> names =
        applied.stream()
            .filter(last -> last.origin() == AppliedConnector.Origin.ADOPTED)
            .map(AppliedConnector::id)
            .filter(id -> !inLedger && id.cluster().equals(cluster.name()))
            .map(ConnectorId::name)
            .toList();
    return new Unmarked(cluster.name(), new TreeSet<>(names));
  }

  public String digest() {
    return Budget.digest(cluster, WRITE_MARKS, names);
  }
}
