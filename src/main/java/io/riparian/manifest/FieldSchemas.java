package io.riparian.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a mapping, put down one after the other with what they mean. */
final class FieldSchemas {
  private final Map<String, JsonSchema> fields = new LinkedHashMap<>();

  FieldSchemas field(String name, String meaning, JsonSchema schema) {
    fields.put(name, schema.described(meaning));
    return this;
  }

  /** Fields that are accepted so that a repository can have them already. */
  FieldSchemas notEnforcedYet(List<String> names) {
    for (String name : names) {
      fields.put(
          name, JsonSchema.ANY.described("Declared, but not enforced yet: do not rely on it."));
    }
    return this;
  }

  JsonSchema object() {
    return JsonSchema.object(fields);
  }

  Map<String, JsonSchema> all() {
    return fields;
  }
}
