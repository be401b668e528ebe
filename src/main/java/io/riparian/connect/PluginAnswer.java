package io.riparian.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.riparian.model.Plugin;
import org.jspecify.annotations.Nullable;

/** One line of the list of what a worker has installed. */
record PluginAnswer(
    @JsonProperty("class") @Nullable String className,
    @Nullable String type,
    @Nullable String version) {

  /**
   * @throws IllegalArgumentException when it names no class
   */
  Plugin plugin() {
    return new Plugin(
        className == null ? "" : className,
        Plugin.Type.of(type == null ? "" : type),
        version == null ? "" : version);
  }
}
