package io.riparian.connect;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Quarkus with its REST client, and with a daemon that opens nothing: all that the door needs. */
public final class WithoutTheDaemon implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "riparian-standalone", "true",
        "riparian.instance", "test",
        "riparian.mark.keys", "a-key-that-signs-nothing",
        "riparian.repository.url", "file:///nowhere",
        "quarkus.http.test-port", "0");
  }
}
