package io.riparian.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Rules in the order in which they are tried: the first that fits answers.
 *
 * @param version names each set that they come from, with its number
 */
public record FailureRules(String version, List<FailureRule> rules) {
  public static final FailureRules NONE = new FailureRules("", List.of());

  public FailureRules {
    rules = List.copyOf(rules);
  }

  /** These, and where none of them fits, the others. */
  public FailureRules before(FailureRules others) {
    List<FailureRule> all = new ArrayList<>(rules);
    all.addAll(others.rules);
    String both = version + (version.isEmpty() || others.version.isEmpty() ? "" : ", ");
    return new FailureRules(both + others.version, all);
  }
}
