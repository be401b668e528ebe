package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines among which the last one that matches decides. A line is looked at only when the path holds
 * the line's landmark, so that a file of thousands of lines is not walked for each path.
 */
final class Section {
  private final String name;
  private final List<Rule> rules;
  private final Lines owning = new Lines();
  private final Lines excluding = new Lines();

  Section(String name, List<Rule> rules) {
    this.name = name;
    this.rules = List.copyOf(rules);
    this.rules.forEach(rule -> (rule.exclusion() ? excluding : owning).add(rule));
  }

  String name() {
    return name;
  }

  List<Rule> rules() {
    return rules;
  }

  /** Nobody has to agree to any of it. */
  boolean isOptional() {
    return rules.stream().allMatch(Rule::optional);
  }

  /**
   * The line that decides about this path, if one does.
   *
   * @param path its segments
   */
  Optional<Rule> decide(List<String> path) {
    return owning.last(path).filter(rule -> !isExcluded(path));
  }

  /** The line that would decide if nothing were excluded. */
  Optional<Rule> decideIgnoringExclusions(List<String> path) {
    return owning.last(path);
  }

  boolean isExcluded(List<String> path) {
    return excluding.last(path).isPresent();
  }

  /** Lines by their landmarks. */
  private static final class Lines {
    private final Map<String, List<Rule>> byLandmark = new HashMap<>();
    private final List<Rule> anywhere = new ArrayList<>();

    void add(Rule rule) {
      rule.paths()
          .landmark()
          .map(landmark -> byLandmark.computeIfAbsent(landmark, first -> new ArrayList<>()))
          .orElse(anywhere)
          .add(rule);
    }

    Optional<Rule> last(List<String> path) {
      Optional<Rule> last = last(anywhere, path, Optional.empty());
      for (String segment : path) {
        List<Rule> here = byLandmark.get(segment);
        if (here != null) {
          last = last(here, path, last);
        }
      }
      return last;
    }

    private static Optional<Rule> last(List<Rule> lines, List<String> path, Optional<Rule> before) {
      for (int i = lines.size() - 1; i >= 0; i--) {
        Rule rule = lines.get(i);
        if (before.isPresent() && before.get().line() > rule.line()) {
          return before;
        }
        if (rule.paths().matches(path)) {
          return Optional.of(rule);
        }
      }
      return before;
    }
  }
}
