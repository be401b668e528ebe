package io.riparian.connect;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.cli.sandbox.LocalWorker;
import io.riparian.sandbox.RealConnect;
import java.net.URI;
import java.util.List;

/** The contract on a cluster of two real workers. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class RestConnectClusterIT extends RestConnectClusterContract {
  private static final String CLUSTER = "door";

  @Override
  List<URI> realWorkers() {
    return List.of(Two.FIRST.url(), Two.SECOND.url()).stream().map(URI::create).toList();
  }

  /** Started once, by whichever test asks first. */
  private static final class Two {
    static final LocalWorker FIRST = RealConnect.get().another(CLUSTER);
    static final LocalWorker SECOND = RealConnect.get().another(CLUSTER);
  }
}
