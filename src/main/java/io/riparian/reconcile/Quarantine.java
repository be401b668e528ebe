package io.riparian.reconcile;

import io.riparian.model.ConnectorId;
import io.riparian.plan.Mistakes;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Mistakes of ours that came up over one connector: that one is left alone, and the others go on.
 * Each is logged once with where it happened, however often it comes up again.
 */
final class Quarantine implements Mistakes {
  private static final Logger LOG = Logger.getLogger(Quarantine.class);
  private static final int REMEMBERED = 1_000;

  private final Set<String> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  @Override
  public void made(ConnectorId id, RuntimeException mistake) {
    if (isNew(id, mistake)) {
      LOG.errorf(mistake, "%s is left alone: a mistake of ours came up over it", id);
    }
  }

  /** Whether this connector has not met this mistake at this place before. */
  synchronized boolean isNew(ConnectorId id, RuntimeException mistake) {
    String where = Arrays.stream(mistake.getStackTrace()).limit(1).toList().toString();
    return told.add(id + " " + mistake.getClass().getName() + " " + where);
  }
}
