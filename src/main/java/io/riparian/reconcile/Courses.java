package io.riparian.reconcile;

import io.riparian.health.Course;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.RecordJson;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How the clusters have been, as the ledger keeps it. */
final class Courses {
  private static final Logger LOG = Logger.getLogger(Courses.class);

  private final Ledger ledger;

  Courses(Ledger ledger) {
    this.ledger = ledger;
  }

  /** How a cluster has been; as if all had been well where another version wrote it. */
  Course of(String cluster) {
    return ledger.course(cluster).map(json -> read(cluster, json)).orElse(Course.NONE);
  }

  private static Course read(String cluster, String json) {
    Optional<Course> read = RecordJson.read(json, Course.class);
    if (read.isEmpty()) {
      LOG.warnf(
          "%s: what was told of failures cannot be read by this version; what goes on is told again",
          cluster);
    }
    return read.orElse(Course.NONE);
  }

  void keep(String cluster, Course course) {
    ledger.keepCourse(cluster, RecordJson.of(course));
  }
}
