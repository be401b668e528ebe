package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.plan.Blast;
import io.riparian.plan.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People are shown the comment that they would get. */
class RequestDocsTest {
  private static final String EXAMPLE = "src/test/resources/request-comments/example/comment.md";

  private static String page(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/pull-requests.md"})
  void theExampleIsWhatIsSaid(String file) throws IOException {
    assertThat(page(file)).contains(page(EXAMPLE));
  }

  @Test
  void everyFlagStageAndOffsetsHaveTheirRow() throws IOException {
    List<String> codes =
        page("docs/pull-requests.md")
            .replace(page(EXAMPLE), "")
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(codes)
        .containsExactlyElementsOf(
            Stream.of(
                    Arrays.stream(Risk.Flag.values()).map(Risk.Flag::code),
                    Arrays.stream(Blast.Offsets.values()).map(PlanReport::word),
                    Arrays.stream(RequestStage.values()).map(RequestStage::word))
                .flatMap(all -> all)
                .toList());
  }
}
