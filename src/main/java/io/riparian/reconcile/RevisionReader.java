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
 * neither read nor parsed again.
 */
public final class RevisionReader {
  private final Ledger ledger;
  private Map<Content, ParsedFile> parsed = Map.of();
  private Map<ConnectorId, String> claims = Map.of();

  private record Content(String path, String objectId) {}

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
    Accepted accepted = judge(files, read);
    parsed = read;
    Map<ConnectorId, String> now = new HashMap<>();
    accepted.connectors().forEach((id, connector) -> now.put(id, connector.team()));
    claims = now;
    return accepted;
  }

  /** Judges files that are not in force; nothing is remembered of them. */
  synchronized Accepted judge(FileSet files) {
    return judge(files, new HashMap<>());
  }

  private Accepted judge(FileSet files, Map<Content, ParsedFile> now) {
    Layout layout = Reading.layout(files);
    for (TreeEntry entry : files.entries()) {
      if (layout.files().contains(entry.path())) {
        Content content = new Content(entry.path(), entry.objectId());
        ParsedFile known = parsed.get(content);
        now.put(content, known != null ? known : Reading.parse(files, entry));
      }
    }
    Declarations declarations = Resolver.resolve(layout, now.values());
    return Judge.judge(files.revision(), declarations, standingClaims());
  }

  private Map<ConnectorId, String> standingClaims() {
    Map<ConnectorId, String> standing = new HashMap<>(claims);
    ledger.applied().values().stream()
        .filter(AppliedConnector::isManaged)
        .forEach(applied -> standing.put(applied.id(), applied.team()));
    return standing;
  }
}
