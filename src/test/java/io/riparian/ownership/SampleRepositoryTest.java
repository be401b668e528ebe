package io.riparian.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRepositoryTest {

  @Test
  void everythingInTheSampleIsAccepted() {
    var declared = SmallRepository.in(Path.of("sample-repo")).resolve();

    Accepted accepted = Judge.judge("r1", declared, Map.of());

    assertThat(accepted.diagnostics())
        .as("nothing but guard rails that are not there yet")
        .allSatisfy(it -> assertThat(it.rule()).isEqualTo("MAN-038"));
    assertThat(accepted.refused()).isEmpty();
    assertThat(accepted.connectors()).isNotEmpty().hasSameSizeAs(declared.connectors());
  }
}
