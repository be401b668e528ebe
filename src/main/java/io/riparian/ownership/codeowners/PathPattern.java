package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which paths a line is about, segment by segment from the root of the repository. What the
 * dialects mean by a slash in front, behind or missing is spelt out here: by {@link
 * SegmentGlob#ANY_DEPTH}.
 */
final class PathPattern {
  private static final int MOST_SEGMENTS = 64;
  private static final int LONG_NAME = 64;

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

  /** Names that every path has which matches; by one of them lines are found that may match. */
  List<String> literals() {
    return segments.stream().flatMap(segment -> segment.literal().stream()).toList();
  }

  /** The directory that this names, slash or not, if it names one place from the root. */
  Optional<String> place() {
    List<SegmentGlob> named =
        !segments.isEmpty() && segments.get(segments.size() - 1) == SegmentGlob.ANY_DEPTH
            ? segments.subList(0, segments.size() - 1)
            : segments;
    List<String> names = named.stream().flatMap(segment -> segment.literal().stream()).toList();
    return names.isEmpty() || names.size() < named.size()
        ? Optional.empty()
        : Optional.of(String.join("/", names));
  }

  /**
   * Whether every path that the other one matches is matched here too. Where that is hard to tell,
   * the answer is no.
   */
  boolean covers(PathPattern other) {
    return !isHardToTell()
        && !other.isHardToTell()
        && other.samples(length()).allMatch(this::matches);
  }

  /** A path that matches, if there is no set of characters in it, and hardly any other pattern. */
  List<String> example() {
    return sample(1, SegmentGlob.UNHEARD_OF);
  }

  private boolean isHardToTell() {
    return length() > MOST_SEGMENTS || segments.stream().anyMatch(SegmentGlob::hasSet);
  }

  /**
   * Some paths that match: the shortest, and longer ones with characters that only a wildcard
   * matches, more of them than a pattern without one could take.
   *
   * @param length how many segments the pattern has that is to match them
   */
  private Stream<List<String>> samples(int length) {
    IntStream depths =
        segments.contains(SegmentGlob.ANY_DEPTH)
            ? IntStream.of(0, 1, 2, length + 1)
            : IntStream.of(0);
    return depths
        .boxed()
        .flatMap(
            depth ->
                IntStream.of(0, 1, 2, LONG_NAME)
                    .mapToObj(filling -> sample(depth, SegmentGlob.UNHEARD_OF.repeat(filling))))
        .filter(path -> !path.isEmpty());
  }

  private List<String> sample(int depth, String filling) {
    List<String> path = new ArrayList<>();
    for (SegmentGlob segment : segments) {
      int times = segment == SegmentGlob.ANY_DEPTH ? depth : 1;
      path.addAll(Collections.nCopies(times, segment.sample(filling)));
    }
    return path;
  }

  private int length() {
    return segments.size();
  }
}
