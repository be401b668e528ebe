package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotEnforcedYetTest {

  @Test
  void theDocumentListsEveryField() throws IOException {
    List<String> rows =
        Files.readString(Path.of("docs/manifest.md"))
            .lines()
            .dropWhile(line -> !line.equals("## Read but not enforced yet"))
            .filter(line -> line.matches("\\| [A-Z].*"))
            .toList();

    assertThat(rows)
        .containsExactly(
            row(
                "Cluster",
                Stream.concat(
                    ClusterReader.NOT_ENFORCED_YET.stream(),
                    ClusterReader.TENANCY_NOT_ENFORCED_YET.stream()
                        .map(field -> "tenancy." + field))));
  }

  private static String row(String kind, Stream<String> fields) {
    return fields
        .sorted()
        .map(field -> "`" + field + "`")
        .collect(Collectors.joining(", ", "| " + kind + " | ", " |"));
  }
}
