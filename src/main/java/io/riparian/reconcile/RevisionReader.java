package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.manifest.Layout;
import io.riparian.manifest.ParsedFile;
import io.riparian.manifest.Resolver;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.Declarations;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.repo.FileSet;
import io.riparian.repo.TreeEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads and judges a revision. A file whose path and content are those of the last reading is
 * neither read nor parsed again. Any number of candidates may be judged meanwhile; none of them
 * waits for another, nor lets what comes into force wait.
 */
public final class RevisionReader {
  private final Ledger ledger;
  private volatile Known known = new Known(Map.of(), Map.of());

  private record Content(String path, String objectId) {}

  /** What the last reading left: its files, and whose each connector was by it. */
  private record Known(Map<Content, ParsedFile> files, Map<ConnectorId, String> claims) {
    Known {
      files = Map.copyOf(files);
      claims = Map.copyOf(claims);
    }
  }

  public RevisionReader(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Reads what comes into force; its claims stand against those that come later.
   *
   * @throws io.riparian.repo.RepositoryUnreadableException when the files cannot be had, whole
   */
  synchronized Accepted take(FileSet files) {
    Map<Content, ParsedFile> read = new HashMap<>();
    Accepted accepted = judge(files, known, read);
    Map<ConnectorId, String> claims = new HashMap<>();
    accepted.connectors().forEach((id, connector) -> claims.put(id, connector.team()));
    known = new Known(read, claims);
    return accepted;
  }

  /** Judges files that are not in force; nothing is remembered of them. */
  Accepted judge(FileSet files) {
    return judge(files, known, new HashMap<>());
  }

  private Accepted judge(FileSet files, Known before, Map<Content, ParsedFile> now) {
    Layout layout = Reading.layout(files);
    for (TreeEntry entry : files.entries()) {
      if (layout.files().contains(entry.path())) {
        Content content = new Content(entry.path(), entry.objectId());
        ParsedFile parsed = before.files().get(content);
        now.put(content, parsed != null ? parsed : Reading.parse(files, entry));
      }
    }
    Declarations declarations = Resolver.resolve(layout, now.values());
    return Judge.judge(files.revision(), declarations, standing(before.claims()));
  }

  private Map<ConnectorId, String> standing(Map<ConnectorId, String> claims) {
    Map<ConnectorId, String> standing = new HashMap<>(claims);
    ledger.applied().values().stream()
        .filter(AppliedConnector::isManaged)
        .forEach(applied -> standing.put(applied.id(), applied.team()));
    return standing;
  }
}
