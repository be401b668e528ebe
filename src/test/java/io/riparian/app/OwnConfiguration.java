package io.riparian.app;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The daemon's own configuration, of a few keys and the defaults. */
final class OwnConfiguration {
  private OwnConfiguration() {}

  /**
   * @param settings key, value, key, value, without the prefix; they replace those that every
   *     daemon needs
   */
  static RiparianConfig of(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("riparian.instance", "test");
    all.put("riparian.mark.keys", "a-key-that-signs-nothing");
    all.put("riparian.repository.url", "file:///nowhere");
    for (int i = 0; i < settings.length; i += 2) {
      all.put("riparian." + settings[i], settings[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withDefaultValues(all)
        .withMapping(RiparianConfig.class)
        .build()
        .getConfigMapping(RiparianConfig.class);
  }
}
