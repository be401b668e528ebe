package io.riparian.plan;

import java.util.List;
import java.util.stream.Stream;

/** The sentence that says what drifted of one connector. It names keys, and no value. */
final class WhatMoved {
  private static final int MOST_NAMES = 5;

  private WhatMoved() {}

  static String of(List<Change> drift) {
    List<String> moved = drift.stream().flatMap(WhatMoved::moved).toList();
    int more = moved.size() - MOST_NAMES;
    return "the cluster moved and Git did not ("
        + String.join(", ", moved.subList(0, Math.min(moved.size(), MOST_NAMES)))
        + (more > 0 ? " and " + more + " more" : "")
        + "), and drift is only reported here; declare what runs, or set `drift: revert`";
  }

  private static Stream<String> moved(Change change) {
    return switch (change.kind()) {
      case CREATE -> Stream.of("it is gone");
      case SET_STATE -> Stream.of("its state");
      case UPDATE, ADOPT, DELETE, FORGET, REMEMBER, DISCARD ->
          change.diff().stream().map(KeyChange::key);
    };
  }
}
