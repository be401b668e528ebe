package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one segment of a path may look like: characters, {@code ?} for any one, {@code *} for any
 * number of them, and sets. It looks at each character a bounded number of times, and knows no
 * regular expressions: its text comes from the repository.
 */
final class SegmentGlob {
  /** Any one segment. */
  static final SegmentGlob ANY = new Builder().anyNumber().build();

  /** Any number of segments, none included; it stands for a place in a path, not for a segment. */
  static final SegmentGlob ANY_DEPTH = new Builder().anyNumber().build();

  /** A character that no pattern may hold. */
  static final String UNHEARD_OF = "\uFFFE";

  private static final int ANY_NUMBER = -1;
  private static final int ANY_ONE = -2;
  private static final int FIRST_SET = -3;

  /** A character, or one of the negative codes above. */
  private final int[] atoms;

  private final List<CharacterSet> sets;
  private final Optional<String> literal;

  private SegmentGlob(int[] atoms, List<CharacterSet> sets, Optional<String> literal) {
    this.atoms = atoms;
    this.sets = List.copyOf(sets);
    this.literal = literal;
  }

  /** The one segment that matches, if there is only one. */
  Optional<String> literal() {
    return literal;
  }

  boolean matches(String segment) {
    if (literal.isPresent()) {
      return literal.get().equals(segment);
    }
    if (!endsAlike(segment)) {
      return false;
    }
    int at = 0;
    int atom = 0;
    int star = -1;
    int resume = 0;
    while (at < segment.length()) {
      if (atom < atoms.length && atoms[atom] == ANY_NUMBER) {
        star = atom++;
        resume = at;
      } else if (atom < atoms.length && fits(atoms[atom], segment.charAt(at))) {
        atom++;
        at++;
      } else if (star >= 0) {
        atom = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (atom < atoms.length && atoms[atom] == ANY_NUMBER) {
      atom++;
    }
    return atom == atoms.length;
  }

  /** Most names differ from a pattern such as {@code *.yaml} in their last character already. */
  private boolean endsAlike(String segment) {
    int last = atoms.length == 0 ? ANY_NUMBER : atoms[atoms.length - 1];
    return last < 0 || (!segment.isEmpty() && segment.charAt(segment.length() - 1) == last);
  }

  private boolean fits(int atom, char character) {
    return atom == character
        || atom == ANY_ONE
        || (atom <= FIRST_SET && sets.get(FIRST_SET - atom).contains(character));
  }

  /**
   * A segment that this one matches, with each wildcard taken by the filling.
   *
   * @param filling empty text, or characters that stand in no pattern
   */
  String sample(String filling) {
    StringBuilder sample = new StringBuilder();
    for (int atom : atoms) {
      if (atom >= 0) {
        sample.append((char) atom);
      } else {
        sample.append(atom == ANY_ONE ? UNHEARD_OF : filling);
      }
    }
    return sample.isEmpty() ? UNHEARD_OF : sample.toString();
  }

  boolean hasSet() {
    return !sets.isEmpty();
  }

  /** The characters between two brackets. */
  record CharacterSet(boolean negated, List<Range> ranges) {
    CharacterSet {
      ranges = List.copyOf(ranges);
    }

    boolean contains(char character) {
      return ranges.stream().anyMatch(range -> range.contains(character)) != negated;
    }
  }

  /** Some characters that follow one another, both ends included. */
  record Range(char from, char to) {
    boolean contains(char character) {
      return from <= character && character <= to;
    }
  }

  /** Takes a segment down from left to right. */
  static final class Builder {
    private final List<Integer> atoms = new ArrayList<>();
    private final List<CharacterSet> sets = new ArrayList<>();

    Builder character(char character) {
      atoms.add((int) character);
      return this;
    }

    Builder anyOne() {
      atoms.add(ANY_ONE);
      return this;
    }

    Builder anyNumber() {
      if (atoms.isEmpty() || atoms.get(atoms.size() - 1) != ANY_NUMBER) {
        atoms.add(ANY_NUMBER);
      }
      return this;
    }

    Builder oneOf(CharacterSet set) {
      sets.add(set);
      atoms.add(FIRST_SET - (sets.size() - 1));
      return this;
    }

    SegmentGlob build() {
      int[] all = atoms.stream().mapToInt(Integer::intValue).toArray();
      StringBuilder text = new StringBuilder();
      for (int atom : all) {
        if (atom < 0) {
          return new SegmentGlob(all, sets, Optional.empty());
        }
        text.append((char) atom);
      }
      return new SegmentGlob(all, sets, Optional.of(text.toString()));
    }
  }
}
