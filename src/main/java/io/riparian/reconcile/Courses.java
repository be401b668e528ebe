package io.riparian.reconcile;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.riparian.health.Course;
import io.riparian.ledger.Ledger;
import org.jboss.logging.Logger;

/** How the clusters have been, as the ledger keeps it. */
final class Courses {
  private static final Logger LOG = Logger.getLogger(Courses.class);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .build();

  private final Ledger ledger;

  Courses(Ledger ledger) {
    this.ledger = ledger;
  }

  /** How a cluster has been; as if all had been well where another version wrote it. */
  Course of(String cluster) {
    return ledger.course(cluster).map(json -> read(cluster, json)).orElse(Course.NONE);
  }

  private static Course read(String cluster, String json) {
    try {
      return JSON.readValue(json, Course.class);
    } catch (JsonProcessingException ofAnotherVersion) {
      LOG.warnf(
          "%s: what was told of failures cannot be read by this version; what goes on is told again",
          cluster);
      return Course.NONE;
    }
  }

  void keep(String cluster, Course course) {
    try {
      ledger.keepCourse(cluster, JSON.writeValueAsString(course));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a course is made of plain records", impossible);
    }
  }
}
