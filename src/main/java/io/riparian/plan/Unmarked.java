package io.riparian.plan;

import io.riparian.model.AppliedConnector;
import io.riparian.model.Cluster;
import io.riparian.model.ConnectorId;
import java.util.List;

/**
 * A connector that was adopted and has not been written to since, so that it bears no mark and is
 * never deleted. An operator may ask for its mark by the {@link #digest}; writing it restarts the
 * connector's tasks.
 */
public record Unmarked(ConnectorId id) {
  private static final String WRITE_MARK = "WRITE_MARK";

  /** Whether this connector waits for its mark; none does where marks stand in the ledger. */
  public static boolean is(Cluster cluster, AppliedConnector last) {
    return last.origin() == AppliedConnector.Origin.ADOPTED
        && cluster.marks() == Cluster.Marks.CONNECTOR
        && last.id().cluster().equals(cluster.name());
  }

  public String digest() {
    return Budget.digest(id.cluster(), WRITE_MARK, List.of(id.name()));
  }
}
