package io.riparian.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.riparian.model.ConfigKey;
import io.riparian.model.ConfigKey.Importance;
import io.riparian.model.ConfigKey.Width;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of a plugin's definition, as {@code ConfigKeyInfo} has it. A word that a newer Connect
 * may bring reads as the one that asks least.
 */
record ConfigKeyAnswer(
    @Nullable String name,
    @Nullable String type,
    boolean required,
    @JsonProperty("default_value") @Nullable String defaultValue,
    @Nullable String importance,
    @Nullable String documentation,
    @Nullable String group,
    @JsonProperty("order_in_group") int order,
    @Nullable String width,
    @JsonProperty("recommended_values") @Nullable List<@Nullable String> recommended) {

  /**
   * @throws IllegalArgumentException when it has no name
   */
  ConfigKey key() {
    return new ConfigKey(
        text(name),
        word(ConfigKey.Type.values(), type, ConfigKey.Type.STRING),
        required && text(defaultValue).isEmpty(),
        text(defaultValue),
        word(Importance.values(), importance, Importance.LOW),
        text(documentation),
        text(group),
        order,
        word(Width.values(), width, Width.NONE),
        recommended == null
            ? List.of()
            : recommended.stream().filter(Objects::nonNull).map(ConfigKeyAnswer::text).toList());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static <E extends Enum<E>> E word(E[] known, @Nullable String word, E otherwise) {
    for (E one : known) {
      if (one.name().equals(word)) {
        return one;
      }
    }
    return otherwise;
  }
}
