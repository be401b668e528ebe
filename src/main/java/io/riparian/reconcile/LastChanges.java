package io.riparian.reconcile;

import io.riparian.repo.FileCommit;
import io.riparian.repo.RepositoryUnreadableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Which commit changed a file the last time, looked up once for each revision of it. */
final class LastChanges {
  private static final int REMEMBERED = 1_000;

  private final BiFunction<String, String, Optional<FileCommit>> history;
  private final Map<Key, Optional<FileCommit>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<FileCommit>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Key(String path, String revision) {}

  /**
   * @param history the last commit that changed a path, up to a revision
   */
  LastChanges(BiFunction<String, String, Optional<FileCommit>> history) {
    this.history = history;
  }

  /** Empty also when the history cannot be read. */
  synchronized Optional<FileCommit> of(String path, String revision) {
    Key key = new Key(path, revision);
    if (known.containsKey(key)) {
      return known.getOrDefault(key, Optional.empty());
    }
    try {
      Optional<FileCommit> found = history.apply(path, revision);
      known.put(key, found);
      return found;
    } catch (RepositoryUnreadableException unreadable) {
      return Optional.empty();
    }
  }
}
