package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String FRAMES = "\tat com.acme.Deep.down(Deep.java:12)\n".repeat(700);

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  @Test
  void aShortTextStaysAsItIs() {
    assertThat(Excerpt.of("java.io.IOException: no\n\tat a.B.c(B.java:1)"))
        .isEqualTo("java.io.IOException: no\n\tat a.B.c(B.java:1)");
  }

  @Test
  void ofALongTraceTheHeadEachCauseAndTheLastFramesStay() {
    StringBuilder trace = new StringBuilder("ERROR the head\njava.io.IOException: outermost\n");
    for (int i = 0; i < 40; i++) {
      trace.append(FRAMES).append("Caused by: java.io.IOException: cause ").append(i).append('\n');
    }
    trace.append(FRAMES).append("\tat com.acme.Last.frame(Last.java:1)\n");
    assertThat(bytes(trace.toString())).isGreaterThan(1024 * 1024);

    String kept = Excerpt.of(trace.toString());

    assertThat(bytes(kept)).isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(kept).startsWith("ERROR the head\njava.io.IOException: outermost\n");
    assertThat(kept).endsWith("\tat com.acme.Last.frame(Last.java:1)\n").contains("left out)");
    for (int i = 0; i < 40; i++) {
      assertThat(kept).contains("java.io.IOException: cause " + i + "\n");
    }
  }

  @Test
  void neitherLongLinesNorWideLettersNorOnlyCausesMakeItLonger() {
    assertThat(bytes(Excerpt.of("x".repeat(1_000_000)))).isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(Excerpt.of("😀 word\n".repeat(100_000)))).isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(Excerpt.of("Caused by: a.B: 😀\n".repeat(50_000))))
        .isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(Excerpt.of("Caused by: a.B: " + "y".repeat(500_000) + "\n")))
        .isLessThanOrEqualTo(Excerpt.MOST);
    assertThat(bytes(Excerpt.of("\n".repeat(1_000_000)))).isLessThanOrEqualTo(Excerpt.MOST);
  }

  @Test
  void whatIsShownHoldsNoSecretAlsoWhereItWasCut() {
    String secret =
        "PlainLoginModule required username=\"a\" password=\"c4n4ry" + "x".repeat(3_000) + "\";\n";
    String rows = "INSERT INTO t VALUES (1, '" + "c4n4ry ".repeat(3_000) + "');\n";

    assertThat(Excerpt.shown(secret + FRAMES + rows + FRAMES + "Caused by: a.B: " + secret))
        .doesNotContain("c4n4ry")
        .contains("Caused by: a.B: PlainLoginModule");
    assertThat(bytes(Excerpt.shown("password=a ".repeat(100_000))))
        .isLessThanOrEqualTo(Excerpt.MOST);
  }

  @Test
  void theEscapesOfAStatusAreUndone() {
    assertThat(Excerpt.of("\"trace\": \"a.B: no\\n\\tat a.B.c(B.java:1)\\n\""))
        .isEqualTo("\"trace\": \"a.B: no\n\tat a.B.c(B.java:1)\n\"");
  }
}
