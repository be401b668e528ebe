package io.riparian.policy;

import io.riparian.model.Plugin;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys that connector classes take for passwords, as clusters have told. What was told once
 * counts from then on, whether the worker answers or not, and whichever version it has by now.
 */
public final class PasswordKeys {
  /** No cluster has told anything. */
  public static final PasswordKeys NONE = new PasswordKeys(Map.of());

  private static final String BETWEEN = "\n";

  private final Map<String, Map<String, Set<String>>> told;
  private final Memo<Set<String>> memo = new Memo<>(this::find);

  /**
   * @param told by cluster and class, which is its full name
   */
  public PasswordKeys(Map<String, Map<String, Set<String>>> told) {
    this.told = Map.copyOf(told);
  }

  /** The same object as long as nothing else was told, because it remembers what it was asked. */
  public PasswordKeys orWhere(Map<String, Map<String, Set<String>>> now) {
    return told.equals(now) ? this : new PasswordKeys(now);
  }

  /**
   * Those of a class.
   *
   * @param word its full name, or an alias that Connect takes
   */
  Set<String> of(String cluster, String word) {
    return told.containsKey(cluster) ? memo.of(cluster + BETWEEN + word) : Set.of();
  }

  private Set<String> find(String asked) {
    String cluster = asked.substring(0, asked.indexOf(BETWEEN));
    String word = asked.substring(cluster.length() + BETWEEN.length());
    return told.getOrDefault(cluster, Map.of()).entrySet().stream()
        .filter(one -> isCalled(one.getKey(), word))
        .flatMap(one -> one.getValue().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isCalled(String className, String word) {
    return new Plugin(className, Plugin.Type.SINK, "").isCalled(word);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordKeys keys && told.equals(keys.told);
  }

  @Override
  public int hashCode() {
    return told.hashCode();
  }
}
