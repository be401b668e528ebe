package io.riparian.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;

/**
 * Records that the ledger keeps as they are, in JSON: their components, and nothing that follows
 * from these.
 */
public final class RecordJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .build();

  private RecordJson() {}

  public static String of(Record kept) {
    try {
      return JSON.writeValueAsString(kept);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what is kept are plain records", impossible);
    }
  }

  /** Empty where another version wrote it, and this one cannot read it. */
  public static <T extends Record> Optional<T> read(String json, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(json, type));
    } catch (JsonProcessingException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
