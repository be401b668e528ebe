package io.riparian.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.riparian.ledger.Ledger;
import io.riparian.notify.Letter;
import io.riparian.notify.Letters;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The letters of the outbox, in the ledger. */
final class LedgerLetters implements Letters {
  private static final Logger LOG = Logger.getLogger(LedgerLetters.class);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Ledger ledger;

  LedgerLetters(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void put(Letter letter) {
    try {
      ledger.keepLetter(letter.number(), JSON.writeValueAsString(letter));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("letters are plain records", impossible);
    }
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
            (number, text) -> {
              try {
                letters.add(JSON.readValue(text, Letter.class));
              } catch (JsonProcessingException ofAnotherVersion) {
                LOG.warnf(
                    "letter %d of the outbox cannot be read by this version; it stays", number);
              }
            });
    return letters;
  }
}
