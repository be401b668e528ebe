package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Location;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a credential goes is for the daemon's own configuration to say, not for a file in Git. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class ConnectDoorsTest {
  private final TlsConfigurationRegistry tls;

  @Inject
  ConnectDoorsTest(TlsConfigurationRegistry tls) {
    this.tls = tls;
  }

  private ConnectDoors doors(String... settings) {
    return new ConnectDoors(OwnConfiguration.of(settings), tls);
  }

  private ConnectDoors bound() {
    return doors(
        "credentials.shared.bearer", "hunter2",
        "credentials.shared.hosts", "connect-1:8083,*.example.com");
  }

  private static Cluster cluster(String credential, String... urls) {
    return new Cluster(
        "shared",
        new Location("platform/clusters/shared.yaml", 3, 12),
        Stream.of(urls).map(URI::create).toList(),
        credential,
        "",
        Set.of(),
        Cluster.Mode.MANAGE,
        Cluster.Deletion.ALLOW,
        Cluster.Unmanaged.REPORT,
        Cluster.Marks.CONNECTOR,
        Cluster.Drift.REVERT,
        Map.of(),
        ConnectorConfig.of(Map.of()),
        ChangeWindows.NONE,
        ClusterRails.NONE);
  }

  @Test
  void aCredentialGoesToTheHostsThatAreListed() {
    Cluster listed = cluster("shared", "http://connect-1:8083", "https://a.example.com");

    assertThatNoException().isThrownBy(() -> bound().open(listed).close());
  }

  @Test
  void oneOtherHostAmongTheUrlsIsEnoughToRefuse() {
    Cluster led = cluster("shared", "http://connect-1:8083", "http://evil.net:8083");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bound().open(led))
        .withMessage(
            "the credential `shared` may not be sent to evil.net:8083, which"
                + " platform/clusters/shared.yaml:3:12 names;"
                + " riparian.credentials.shared.hosts says where it may go");
  }

  @Test
  void aClientCertificateIsACredentialToo() {
    ConnectDoors doors =
        doors("credentials.shared.tls", "mutual", "credentials.shared.hosts", "connect-1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors.open(cluster("shared", "https://evil.net")))
        .withMessageContaining("may not be sent to evil.net");
  }

  @Test
  void withoutAListItGoesAnywhere() {
    ConnectDoors doors = doors("credentials.shared.bearer", "hunter2");

    assertThatNoException()
        .isThrownBy(() -> doors.open(cluster("shared", "http://evil.net")).close());
    assertThat(doors.unbound()).containsExactly("shared");
    assertThat(
            doors("credentials.shared.bearer", "hunter2", "credentials.shared.hosts", "").unbound())
        .as("an empty list is none")
        .containsExactly("shared");
    assertThat(bound().unbound()).isEmpty();
  }

  @Test
  void whatIsSentWithoutACredentialGoesAnywhere() {
    assertThatNoException().isThrownBy(() -> bound().open(cluster("", "http://evil.net")).close());
  }

  @Test
  void whatIsNoHostStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors("credentials.shared.hosts", "connect-1,http://connect-2"))
        .withMessageStartingWith("riparian.credentials.shared.hosts: `http://connect-2`");
  }
}
