package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.riparian.LogCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
  @TempDir private Path directory = Path.of("");

  /** What is logged while a daemon of these settings is opened. */
  private List<String> opening(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of("data-dir", directory.toString()));
    RiparianConfig config = OwnConfiguration.of(all.toArray(String[]::new));
    Daemon daemon = Unwatched.daemon(config);
    try (LogCapture log = LogCapture.of(Daemon.class)) {
      daemon.open();
      return log.lines();
    } finally {
      daemon.onStop(new ShutdownEvent());
    }
  }

  @Test
  void credentialsThatCrossTheNetworkReadableAreWarnedAbout() {
    assertThat(
            opening(
                "repository.url", "http://git.example.com/connectors.git",
                "repository.token", "hunter2"))
        .singleElement()
        .asString()
        .startsWith("WARN riparian.repository.url is plain http")
        .doesNotContain("hunter2");
  }

  @Test
  void withoutCredentialsOrWithTlsThereIsNothingToWarnAbout() {
    assertThat(opening("repository.url", "http://git.example.com/connectors.git")).isEmpty();
    assertThat(
            opening(
                "repository.url", "https://git.example.com/connectors.git",
                "repository.token", "hunter2"))
        .isEmpty();
  }

  @Test
  void aCredentialThatGoesAnywhereIsWarnedAboutOnce() {
    assertThat(
            opening(
                "credentials.shared.bearer", "hunter2",
                "credentials.payments.bearer", "hunter2",
                "credentials.payments.hosts", "payments:8083"))
        .singleElement()
        .asString()
        .startsWith("WARN the credential `shared` goes to any host")
        .contains("riparian.credentials.shared.hosts")
        .doesNotContain("hunter2");
  }
}
