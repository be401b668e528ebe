package io.riparian.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeferralDocsTest {
  private static final Pattern SECTION = Pattern.compile("(?ms)^### ([A-Z_]+)$(.*?)(?=^##|\\z)");

  @Test
  void everyReasonIsExplainedInTheOrderOfTheEnumWithWhatToDo() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    Matcher section = SECTION.matcher(Files.readString(Path.of("docs/operations.md")));
    while (section.find()) {
      sections.put(section.group(1), section.group(2));
    }

    assertThat(sections.keySet())
        .containsExactlyElementsOf(Arrays.stream(DeferralReason.values()).map(Enum::name).toList());
    assertThat(sections)
        .allSatisfy((reason, text) -> assertThat(text).as(reason).contains("*What to do*"));
  }
}
