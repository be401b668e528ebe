package io.riparian.notify;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The letters that must outlive a restart. Any thread may ask. */
public interface Letters {
  /** Keeps one, in the place of what was kept under its number. */
  void put(Letter letter);

  void remove(long number);

  /** By their numbers. */
  List<Letter> all();

  /** Those that no restart outlives. */
  static Letters inMemory() {
    Map<Long, Letter> kept = new ConcurrentSkipListMap<>();
    return new Letters() {
      @Override
      public void put(Letter letter) {
        kept.put(letter.number(), letter);
      }

      @Override
      public void remove(long number) {
        kept.remove(number);
      }

      @Override
      public List<Letter> all() {
        return List.copyOf(kept.values());
      }
    };
  }
}
