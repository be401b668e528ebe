package io.riparian.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /connectors/{name}/offsets}. What stands in it belongs to the connector, and may be
 * anything of the system that it reads.
 */
record OffsetsAnswer(@Nullable List<@Nullable Map<String, @Nullable Object>> offsets) {
  private static final ObjectMapper ORDERED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /**
   * The same whatever the order of the offsets, and of the parts of each; empty where the answer
   * has none, which is none of Connect's.
   */
  Optional<String> digest() {
    return Optional.ofNullable(offsets)
        .map(all -> all.stream().map(OffsetsAnswer::text).sorted())
        .map(texts -> texts.collect(Collectors.joining("\n")))
        .map(inOrder -> Seen.digest(inOrder.getBytes(UTF_8)));
  }

  private static String text(@Nullable Map<String, @Nullable Object> one) {
    try {
      return ORDERED.writeValueAsString(one);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was read as JSON can be written", impossible);
    }
  }

  @Override
  public String toString() {
    return "OffsetsAnswer[" + (offsets == null ? "" : offsets.size()) + "]";
  }
}
