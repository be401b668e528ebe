package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Observation;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract, kept by the real client on real workers. Subclasses are {@code @QuarkusTest}s. */
abstract class RestConnectClusterContract extends ConnectClusterContract {
  private @Nullable ConnectCluster opened;

  /** The workers of one real cluster, running by the time this is called. */
  abstract List<URI> realWorkers();

  @BeforeEach
  void open() {
    opened = ConnectEndpoint.of(realWorkers(), new Credential.None()).open();
  }

  @Override
  ConnectCluster cluster() {
    if (opened == null) {
      throw new IllegalStateException("the cluster is opened before each test");
    }
    return opened;
  }

  @Test
  void aWatchSeesWhatAWorkerReallyHas() {
    ClusterWatch watch = new ClusterWatch("real", cluster(), InstantSource.system());
    assertThat(ClusterWatchTest.isSurprised(watch.glance())).isTrue();

    Observation observation = watch.observe(new Expected(Set.of("contract.never-created"), false));

    assertThat(observation)
        .isInstanceOfSatisfying(
            Observation.Answered.class,
            answered -> {
              assertThat(answered.absenceCounts()).isTrue();
              assertThat(answered.connectors().keySet()).isEqualTo(cluster().names());
            });
    assertThat(ClusterWatchTest.isSurprised(watch.glance())).isFalse();
  }
}
