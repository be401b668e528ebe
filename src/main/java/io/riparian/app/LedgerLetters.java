package io.riparian.app;

import io.riparian.ledger.Ledger;
import io.riparian.ledger.RecordJson;
import io.riparian.notify.Letter;
import io.riparian.notify.Letters;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The letters of the outbox, in the ledger. */
final class LedgerLetters implements Letters {
  private static final Logger LOG = Logger.getLogger(LedgerLetters.class);

  private final Ledger ledger;

  LedgerLetters(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void put(Letter letter) {
    ledger.keepLetter(letter.number(), RecordJson.of(letter));
  }

  @Override
  public void remove(long number) {
    ledger.forgetLetter(number);
  }

  @Override
  public List<Letter> all() {
    List<Letter> letters = new ArrayList<>();
    ledger
        .letters()
        .forEach(
            (number, text) ->
                RecordJson.read(text, Letter.class)
                    .ifPresentOrElse(
                        letters::add,
                        () ->
                            LOG.warnf(
                                "letter %d of the outbox cannot be read by this version; it stays",
                                number)));
    return letters;
  }
}
