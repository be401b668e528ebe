package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines among which the last one that matches decides. A line is looked at only when the path holds
 * the line's rarest name, so that a file of thousands of lines is not walked for each path.
 */
final class Section {
  private final String name;
  private final List<Rule> rules;
  private final boolean optional;
  private final Lines owning;
  private final Lines excluding;

  Section(String name, List<Rule> rules) {
    this.name = name;
    this.rules = List.copyOf(rules);
    this.optional = rules.stream().allMatch(Rule::optional);
    this.owning = new Lines(rules.stream().filter(rule -> !rule.exclusion()).toList());
    this.excluding = new Lines(rules.stream().filter(Rule::exclusion).toList());
  }

  String name() {
    return name;
  }

  List<Rule> rules() {
    return rules;
  }

  /** Nobody has to agree to any of it. */
  boolean isOptional() {
    return optional;
  }

  /**
   * The line that decides about this path, if one does.
   *
   * @param path its segments
   */
  Optional<Rule> decide(List<String> path) {
    Rule last = owning.last(path);
    return last == null || isExcluded(path) ? Optional.empty() : Optional.of(last);
  }

  /** The line that would decide if nothing were excluded. */
  Optional<Rule> decideIgnoringExclusions(List<String> path) {
    return Optional.ofNullable(owning.last(path));
  }

  boolean isExcluded(List<String> path) {
    return excluding.last(path) != null;
  }

  /** Every line that this path matches, deciding or not, exclusions too; perhaps twice. */
  Stream<Rule> about(List<String> path) {
    return Stream.of(owning, excluding).flatMap(lines -> lines.about(path));
  }

  /** Lines, each by the one of its literal names that the fewest lines have. */
  private static final class Lines {
    private final Map<String, List<Rule>> byName = new HashMap<>();
    private final List<Rule> anywhere = new ArrayList<>();

    Lines(List<Rule> rules) {
      Map<String, Integer> uses = new HashMap<>();
      rules.forEach(
          rule -> rule.paths().literals().forEach(name -> uses.merge(name, 1, Integer::sum)));
      for (Rule rule : rules) {
        rule.paths().literals().stream()
            .min(Comparator.comparing(name -> uses.getOrDefault(name, 0)))
            .map(rarest -> byName.computeIfAbsent(rarest, first -> new ArrayList<>()))
            .orElse(anywhere)
            .add(rule);
      }
    }

    @Nullable Rule last(List<String> path) {
      Rule last = null;
      for (String segment : path) {
        List<Rule> here = byName.get(segment);
        if (here != null) {
          last = later(last, here, path);
        }
      }
      return later(last, anywhere, path);
    }

    private static @Nullable Rule later(@Nullable Rule last, List<Rule> lines, List<String> path) {
      for (int i = lines.size() - 1; i >= 0; i--) {
        Rule rule = lines.get(i);
        if (last != null && last.line() > rule.line()) {
          return last;
        }
        if (rule.paths().matches(path)) {
          return rule;
        }
      }
      return last;
    }

    Stream<Rule> about(List<String> path) {
      return Stream.concat(
              anywhere.stream(),
              path.stream().flatMap(segment -> byName.getOrDefault(segment, List.of()).stream()))
          .filter(rule -> rule.paths().matches(path));
    }
  }
}
