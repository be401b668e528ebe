package io.riparian.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes of each list as much as there is room for, and counts the rest. */
final class Excerpt {
  private final Room room;
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();

  /**
   * How much there is room for.
   *
   * @param differences whether each key that differs is shown
   * @param mistakes of each file
   * @param items of every other list
   */
  record Room(boolean differences, int mistakes, int items) {
    static final int ALL = Integer.MAX_VALUE;
  }

  Excerpt(Room room) {
    this.room = room;
  }

  /** The first of them; {@code what} names all of them. */
  <T> List<T> of(String what, List<T> all) {
    return of(what, all, room.items());
  }

  /** The first mistakes of one file. */
  <T> List<T> ofMistakes(String what, List<T> all) {
    return of(what, all, room.mistakes());
  }

  private <T> List<T> of(String what, List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    leftOut.merge(what, all.size() - most, Integer::sum);
    return all.subList(0, most);
  }

  /** All of the differences, or none. */
  <T> List<T> ofDifferences(String what, List<T> all) {
    return of(what, all, room.differences() ? Room.ALL : 0);
  }

  /** What was left out, and how much of it. */
  Map<String, Integer> leftOut() {
    return leftOut;
  }

  /** The first of some pieces of one line, and how many more there are. */
  static String line(List<String> all, int most) {
    List<String> some = new ArrayList<>(all.subList(0, Math.min(all.size(), most)));
    if (all.size() > most) {
      some.set(most - 1, some.get(most - 1) + " and " + (all.size() - most) + " more");
    }
    return String.join(", ", some);
  }
}
