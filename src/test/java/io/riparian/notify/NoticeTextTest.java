package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Notice;
import io.riparian.model.Party;
import io.riparian.model.Urgency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTextTest {

  @Test
  void theEightFieldsStandInTheirOrder() {
    assertThat(NoticeText.body(Notices.failure()))
        .isEqualTo(
            """
            Two of two tasks are down.

            Cluster: shared
            Connector: orders
            Team: payments

            Owner: payments
            Class: external-system
            Confidence: 0.92
            Evidence: Two of two tasks are down.
            Since: 2026-11-27T10:14:00Z
            Last change: 4f2c1aa on 2026-11-20
            Action: Check that orders-db takes connections.
            Runbook: https://wiki.example/orders""");
  }

  @Test
  void whatIsNotThereIsNotTold() {
    Notice test =
        new Notice(
            "test",
            Notice.Kind.TEST,
            Urgency.QUIET,
            Party.PLATFORM,
            "",
            List.of(),
            List.of(),
            "Does this arrive?",
            List.of(),
            Optional.empty(),
            Notices.AT);

    assertThat(NoticeText.body(test)).isEmpty();
  }

  @Test
  void ofManyConnectorsSomeAreNamed() {
    assertThat(NoticeText.body(Notices.huge(Notice.Kind.INCIDENT)))
        .contains("connector-19 and 480 more")
        .doesNotContain("connector-20");
  }

  @Test
  void nothingThatNobodySeesIsLeftInALine() {
    String sly = "a\r\nBcc: x\u202e\u0007\u2028b";

    assertThat(NoticeText.line(sly)).isEqualTo("a Bcc: x b");
  }

  @Test
  void noCharacterIsHalved() {
    String clefs = "𝄞".repeat(10);

    IntStream.range(3, 20)
        .mapToObj(most -> NoticeText.cut(clefs, most))
        .forEach(
            cut ->
                assertThat(cut.codePoints())
                    .noneMatch(
                        it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE));
    assertThat(NoticeText.cut("abcdef", 4)).isEqualTo("abc…");
    assertThat(NoticeText.cut("abcd", 4)).isEqualTo("abcd");
  }
}
