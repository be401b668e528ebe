package io.riparian.manifest;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON Schema, draft-07, while it is put together: its keywords in order. Draft-07 is the one
 * that editors know best, and nothing is used that later drafts changed the meaning of, but {@code
 * definitions}.
 *
 * @param keywords texts, numbers, truth values, lists and maps: ready to be written as JSON
 */
public record JsonSchema(Map<String, Object> keywords) {
  static final String DRAFT = "http://json-schema.org/draft-07/schema#";

  /** Anything at all. */
  static final JsonSchema ANY = new JsonSchema(Map.of());

  public JsonSchema {
    keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
  }

  /** Text that is not blank. */
  static JsonSchema text() {
    return ofType("string").with("pattern", "\\S");
  }

  /** Text of one form; the expression is one that both Java and JavaScript read. */
  static JsonSchema textLike(String expression) {
    return ofType("string").with("pattern", "^(?:" + expression + ")$");
  }

  static JsonSchema flag() {
    return ofType("boolean");
  }

  static JsonSchema number(int least, int most) {
    return ofType("integer").with("minimum", least).with("maximum", most);
  }

  /** One of these, in lower case. */
  static JsonSchema word(List<? extends Enum<?>> words) {
    return ANY.with(
        "enum", words.stream().map(word -> word.name().toLowerCase(Locale.ROOT)).toList());
  }

  static JsonSchema exactly(String value) {
    return ANY.with("const", value);
  }

  /** Text, or a plain number or truth value, which are taken as they are written. */
  static JsonSchema scalar() {
    return ANY.with("type", List.of("string", "number", "boolean"));
  }

  static JsonSchema listOf(JsonSchema entry) {
    return ofType("array").with("items", entry.keywords);
  }

  /** A mapping whose keys are the author's. */
  static JsonSchema mapOf(JsonSchema value) {
    return ofType("object").with("additionalProperties", value.keywords);
  }

  /** A mapping with these fields and no other. */
  static JsonSchema object(Map<String, JsonSchema> fields) {
    return ofType("object").with("properties", plain(fields)).with("additionalProperties", false);
  }

  static JsonSchema ofType(String type) {
    return ANY.with("type", type);
  }

  static JsonSchema allOf(List<JsonSchema> parts) {
    return ANY.with("allOf", plain(parts));
  }

  static JsonSchema anyOf(JsonSchema... parts) {
    return ANY.with("anyOf", plain(Arrays.asList(parts)));
  }

  static JsonSchema not(JsonSchema schema) {
    return ANY.with("not", schema.keywords);
  }

  static JsonSchema ref(String definition) {
    // In draft-07 nothing beside a $ref counts.
    return ANY.with("$ref", "#/definitions/" + definition.replace("~", "~0").replace("/", "~1"));
  }

  /** For a mapping that may hold other fields too. */
  static JsonSchema fields(Map<String, JsonSchema> fields) {
    return ANY.with("properties", plain(fields));
  }

  JsonSchema require(String... fields) {
    return with("required", List.of(fields));
  }

  JsonSchema require(List<String> fields) {
    return fields.isEmpty() ? this : with("required", fields);
  }

  JsonSchema described(String description) {
    return with("description", description);
  }

  JsonSchema byDefault(Object value) {
    return with("default", value);
  }

  JsonSchema with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.put(keyword, value);
    return new JsonSchema(more);
  }

  /** With everything the other one says; where both say something, the other's word counts. */
  JsonSchema with(JsonSchema other) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.putAll(other.keywords);
    return new JsonSchema(more);
  }

  /** As a document of its own. */
  JsonSchema document(String title) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", DRAFT);
    document.put("title", title);
    document.putAll(keywords);
    return new JsonSchema(document);
  }

  static Map<String, Object> plain(Map<String, JsonSchema> schemas) {
    Map<String, Object> plain = new LinkedHashMap<>();
    schemas.forEach((name, schema) -> plain.put(name, schema.keywords));
    return plain;
  }

  static List<Object> plain(List<JsonSchema> schemas) {
    return schemas.stream().<Object>map(JsonSchema::keywords).toList();
  }
}
