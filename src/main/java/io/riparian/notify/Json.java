package io.riparian.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents that are sent, made of maps, lists and texts. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static byte[] bytes(Map<String, ?> document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our documents hold plain values", impossible);
    }
  }

  /** The text of a field of an answer; empty text where there is none. */
  static String text(byte[] answer, String field) {
    try {
      return MAPPER.readTree(answer).path(field).asText();
    } catch (IOException noJson) {
      return "";
    }
  }

  /**
   * A mapping in this order.
   *
   * @param pairs names, each followed by its value
   */
  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
