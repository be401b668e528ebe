package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ledger.InMemoryLedger;
import io.riparian.model.Explanation;
import io.riparian.model.Notice;
import io.riparian.model.Party;
import io.riparian.model.Urgency;
import io.riparian.notify.Letter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerLettersTest {
  private final InMemoryLedger ledger = new InMemoryLedger();
  private final LedgerLetters letters = new LedgerLetters(ledger);

  private static Letter letter(long number, Party to, Optional<Explanation> explanation) {
    Instant at = Instant.parse("2026-11-27T10:15:30.123456789Z");
    return new Letter(
        number,
        Letter.State.WAITING,
        new Notice(
            "shared/orders#1",
            Notice.Kind.FAILURE,
            Urgency.PAGE,
            to,
            "shared",
            List.of("orders"),
            List.of("payments"),
            "orders has failed",
            List.of("Two of two tasks."),
            explanation,
            at),
        "slack",
        "#a",
        at,
        at.plusSeconds(5),
        2,
        "slack answered 503");
  }

  @Test
  void aLetterComesBackAsItWas() {
    Letter toTeam =
        letter(
            2,
            Party.team("payments"),
            Optional.of(new Explanation("payments", "", "", "", "", "", "", "")));
    Letter toPlatform = letter(10, Party.PLATFORM, Optional.empty());
    letters.put(toPlatform);
    letters.put(toTeam);

    assertThat(letters.all()).containsExactly(toTeam, toPlatform);
    letters.remove(2);
    assertThat(letters.all()).containsExactly(toPlatform);
  }

  @Test
  void oneOfAnotherVersionKeepsNoneFromComingBack() {
    ledger.keepLetter(1, "{\"state\":\"LOST\"}");
    letters.put(letter(2, Party.PLATFORM, Optional.empty()));

    assertThat(letters.all()).extracting(Letter::number).containsExactly(2L);
    assertThat(ledger.letters()).hasSize(2);
  }
}
