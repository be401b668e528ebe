package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which paths a line is about, segment by segment from the root of the repository. What the
 * dialects mean by a slash in front, behind or missing is spelt out here: by {@link
 * SegmentGlob#ANY_DEPTH}.
 */
final class PathPattern {
  private final List<SegmentGlob> segments;

  PathPattern(List<SegmentGlob> segments) {
    this.segments = List.copyOf(segments);
  }

  /**
   * @param path its segments
   */
  boolean matches(List<String> path) {
    int at = 0;
    int next = 0;
    int depth = -1;
    int resume = 0;
    while (at < path.size()) {
      SegmentGlob segment = next < segments.size() ? segments.get(next) : null;
      if (segment == SegmentGlob.ANY_DEPTH) {
        depth = next++;
        resume = at;
      } else if (segment != null && segment.matches(path.get(at))) {
        next++;
        at++;
      } else if (depth >= 0) {
        next = depth + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (next < segments.size() && segments.get(next) == SegmentGlob.ANY_DEPTH) {
      next++;
    }
    return next == segments.size();
  }

  /**
   * The last segment that every path must have which matches; by it the lines are found that may
   * match at all.
   */
  Optional<String> landmark() {
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (segments.get(i).literal().isPresent()) {
        return segments.get(i).literal();
      }
    }
    return Optional.empty();
  }

  /**
   * Some paths that match. What matches all of them matches everything that this pattern does, for
   * they hold characters that only a wildcard matches. None where a set of characters makes that
   * uncertain.
   *
   * @param deepest how many segments the longest other pattern has
   */
  List<List<String>> samples(int deepest) {
    if (segments.stream().anyMatch(SegmentGlob::hasSet)) {
      return List.of();
    }
    int depths = segments.contains(SegmentGlob.ANY_DEPTH) ? deepest + 1 : 0;
    List<List<String>> samples = new ArrayList<>();
    for (int depth = 0; depth <= depths; depth++) {
      for (int filling : new int[] {0, 1, 3}) {
        samples.add(sample(depth, SegmentGlob.UNHEARD_OF.repeat(filling)));
      }
    }
    samples.removeIf(List::isEmpty);
    return samples.stream().distinct().toList();
  }

  private List<String> sample(int depth, String filling) {
    List<String> path = new ArrayList<>();
    for (SegmentGlob segment : segments) {
      if (segment == SegmentGlob.ANY_DEPTH) {
        path.addAll(Collections.nCopies(depth, SegmentGlob.UNHEARD_OF));
      } else {
        path.add(segment.sample(filling));
      }
    }
    return path;
  }

  int length() {
    return segments.size();
  }
}
