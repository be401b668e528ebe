package io.riparian.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate --cluster} makes of a daemon's answers. */
class ValidateAgainstClusterTest {
  private static final String PLUGINS = "/api/v1/clusters/shared/plugins";

  @RegisterExtension
  static final WireMockExtension DAEMON =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @TempDir Path repository;

  @BeforeEach
  void twoVersionsAreInstalled() throws IOException {
    DAEMON.stubFor(
        get(urlPathEqualTo(PLUGINS))
            .willReturn(
                okJson(
                    """
                    [{"className": "io.example.Web", "type": "source", "version": "1.0"},
                     {"className": "io.example.Web", "type": "source", "version": "2.0"},
                     {"className": "io.example.Json", "type": "converter", "version": "2.0"}]
                    """)));
    version("1.0", "old.key");
    version("2.0", "new.key");
    write(
        "platform/clusters/shared.yaml",
        """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: shared}
        spec: {urls: ["http://shared:8083"], tenancy: {teams: [orders]}}
        """);
    write(
        "platform/teams/orders.yaml",
        """
        apiVersion: riparian/v1
        kind: Grant
        metadata: {name: orders}
        spec: {connectors: {prefixes: [orders-]}, clusters: [shared]}
        """);
    write("teams/orders/team.yaml", "{apiVersion: riparian/v1, kind: Team, spec: {}}\n");
  }

  private void version(String version, String key) {
    DAEMON.stubFor(
        get(urlPathEqualTo(PLUGINS + "/io.example.Web"))
            .withQueryParam("version", equalTo(version))
            .willReturn(
                okJson(
                    """
                    {"cluster": "shared", "team": "", "inherited": [], "definition": {
                      "plugin": {"className": "io.example.Web", "type": "SOURCE", "version": "%s"},
                      "keys": [%s, %s, %s]}}
                    """
                        .formatted(
                            version,
                            key(key),
                            key("connector.class"),
                            key("connector.plugin.version")))));
  }

  private static String key(String name) {
    return """
        {"name": "%s", "type": "STRING", "required": false, "defaultValue": "",
         "importance": "LOW", "documentation": "", "group": "", "order": -1, "width": "NONE",
         "recommended": []}
        """
        .formatted(name);
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Riparian validate(String version) throws IOException {
    write(
        "teams/orders/connectors/web.yaml",
        """
        apiVersion: riparian/v1
        kind: Connector
        metadata: {name: orders-web}
        spec:
          cluster: shared
          class: io.example.Web
          %s
          config: {old.key: a}
        """
            .formatted(version));
    return Riparian.run(
        "validate", "--cluster", "shared", "--server", DAEMON.baseUrl(), repository);
  }

  @Test
  void aConnectorIsHeldToTheVersionItsFileAsksFor() throws IOException {
    assertThat(validate("version: '[1,2)'"))
        .isEqualTo(new Riparian(0, "4 files, nothing to mend.\n", ""));
    assertThat(validate("version: '[1,3)'").out()).contains("[MAN-061]", "`old.key`");
  }

  @Test
  void withoutAVersionTheNewestCounts() throws IOException {
    assertThat(validate("").out()).contains("[MAN-061]", "`old.key`");
  }

  @Test
  void aVersionThatIsNotInstalledIsAnError() throws IOException {
    Riparian run = validate("version: '1'");
    Riparian other = validate("version: '1.1'");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(other.out()).contains("[MAN-065]", "Installed: 1.0, 2.0.");
  }
}
