package io.riparian.connect;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contract on the workers named by the system property {@code riparian.it.connect.urls}, comma
 * separated.
 */
@QuarkusTest
class RestConnectClusterIT extends RestConnectClusterContract {

  @Override
  List<URI> realWorkers() {
    String urls = System.getProperty("riparian.it.connect.urls", "");
    assumeThat(urls).as("riparian.it.connect.urls").isNotBlank();
    return Stream.of(urls.split(",", -1)).map(URI::create).toList();
  }
}
