package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SecretReferenceTest {
  /** {@code ConfigTransformer.DEFAULT_PATTERN}. */
  private static final Pattern KAFKAS = Pattern.compile("\\$\\{([^}]*?):(([^}]*?):)?([^}]*?)\\}");

  @Test
  void aReferenceIsReadAsKafkaReadsIt() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(16);
      while (text.length() < length) {
        text.append(List.of("$", "{", "}", ":", "${", "a", "/").get(random.nextInt(7)));
      }

      assertThat(SecretReference.in(text.toString())).isEqualTo(kafkas(text.toString()));
    }
  }

  private static List<SecretReference> kafkas(String text) {
    List<SecretReference> found = new ArrayList<>();
    Matcher matcher = KAFKAS.matcher(text);
    while (matcher.find()) {
      String path = matcher.group(3);
      found.add(
          new SecretReference(
              matcher.start(),
              matcher.end(),
              matcher.group(1),
              path == null ? "" : path,
              matcher.group(4)));
    }
    return found;
  }
}
