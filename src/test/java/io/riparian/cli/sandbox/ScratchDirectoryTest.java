package io.riparian.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScratchDirectoryTest {
  @Test
  void noNameIsGivenTwiceThoughTheFirstIsGoneAgain() {
    Set<Path> names = new HashSet<>();

    for (int i = 0; i < 2_000; i++) {
      try (ScratchDirectory directory = ScratchDirectory.temporary("riparian-names-")) {
        names.add(directory.path());
      }
    }

    assertThat(names).hasSize(2_000).noneMatch(Files::exists);
  }
}
