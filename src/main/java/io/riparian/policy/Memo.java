package io.riparian.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one text alone, worked out once for each while connectors are judged: ten
 * thousand of them have a few hundred keys and classes together. It keeps so many texts and hardly
 * more, and none that is long; several threads may ask.
 */
final class Memo<T> {
  private static final int MOST = 4_096;
  private static final int LONGEST = 256;

  private final Function<String, T> of;
  private final Map<String, T> known = new ConcurrentHashMap<>();

  Memo(Function<String, T> of) {
    this.of = of;
  }

  T of(String text) {
    @Nullable T before = known.get(text);
    if (before != null) {
      return before;
    }
    T now = of.apply(text);
    if (known.size() < MOST && text.length() <= LONGEST) {
      known.put(text, now);
    }
    return now;
  }
}
