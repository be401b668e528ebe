package io.riparian.model;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * The version of a plugin, in the order that Connect sorts versions by, which is Maven's: numbers
 * by their size, 1.0-rc1 and 1.0-SNAPSHOT before 1.0, and 1.0 like 1.0.0 and 1.0.Final.
 *
 * <p>Source: {@code org.apache.maven.artifact.versioning.ComparableVersion}, 3.9.
 */
final class PluginVersion implements Comparable<PluginVersion> {
  private static final int LONGEST = 200;
  private static final List<String> QUALIFIERS =
      List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

  private final Group parts;

  PluginVersion(String text) {
    parts =
        text.length() > LONGEST
            ? new Group(List.of(new Word(text)))
            : new Reading(text.toLowerCase(Locale.ENGLISH)).whole();
  }

  @Override
  public int compareTo(PluginVersion other) {
    return parts.compare(other.parts);
  }

  /** A piece of a version. */
  private sealed interface Part {
    int compare(Part other);

    /** Compares with a version that ends before this part. */
    int compareWithNothing();

    /** Whether the version is the same without it, at its end. */
    boolean isNothing();
  }

  private record Digits(BigInteger value) implements Part {
    @Override
    public int compare(Part other) {
      return other instanceof Digits digits ? value.compareTo(digits.value) : 1;
    }

    @Override
    public int compareWithNothing() {
      return value.signum();
    }

    @Override
    public boolean isNothing() {
      return value.signum() == 0;
    }
  }

  private record Word(String text) implements Part {

    /** Reads a word; one letter before a number is short for another. */
    static Word of(String text, boolean beforeDigits) {
      return new Word(
          switch (text) {
            case "a" -> beforeDigits ? "alpha" : text;
            case "b" -> beforeDigits ? "beta" : text;
            case "m" -> beforeDigits ? "milestone" : text;
            case "ga", "final", "release" -> "";
            case "cr" -> "rc";
            default -> text;
          });
    }

    @Override
    public int compare(Part other) {
      return other instanceof Word word ? rank().compareTo(word.rank()) : -1;
    }

    @Override
    public int compareWithNothing() {
      return rank().compareTo(new Word("").rank());
    }

    @Override
    public boolean isNothing() {
      return text.isEmpty();
    }

    /** Words nobody knows come last, by the alphabet. */
    private String rank() {
      int index = QUALIFIERS.indexOf(text);
      return index < 0 ? QUALIFIERS.size() + "-" + text : String.valueOf(index);
    }
  }

  /** What comes after a hyphen, or after a change from digits to letters or back. */
  private record Group(List<Part> parts) implements Part {
    @Override
    public int compare(Part other) {
      if (!(other instanceof Group group)) {
        return other instanceof Digits ? -1 : 1;
      }
      int order = 0;
      for (int i = 0; order == 0 && i < Math.max(parts.size(), group.parts.size()); i++) {
        if (i >= parts.size()) {
          order = -group.parts.get(i).compareWithNothing();
        } else if (i >= group.parts.size()) {
          order = parts.get(i).compareWithNothing();
        } else {
          order = parts.get(i).compare(group.parts.get(i));
        }
      }
      return order;
    }

    @Override
    public int compareWithNothing() {
      return parts.stream()
          .mapToInt(Part::compareWithNothing)
          .filter(order -> order != 0)
          .findFirst()
          .orElse(0);
    }

    @Override
    public boolean isNothing() {
      return parts.isEmpty();
    }

    /** Takes away what says nothing at the end, and before groups at the end. */
    void normalize() {
      for (int i = parts.size() - 1; i >= 0; i--) {
        if (parts.get(i).isNothing()) {
          parts.remove(i);
        } else if (!(parts.get(i) instanceof Group)) {
          break;
        }
      }
    }
  }

  /** A version while it is taken apart. */
  private static final class Reading {
    private final String text;
    private final Deque<Group> groups = new ArrayDeque<>();
    private int start;
    private boolean digits;

    Reading(String text) {
      this.text = text;
      groups.push(new Group(new ArrayList<>()));
    }

    Group whole() {
      for (int i = 0; i < text.length(); i++) {
        char found = text.charAt(i);
        if (found == '.' || found == '-') {
          separator(i);
        } else if (Character.isDigit(found) != digits) {
          turn(i);
        }
      }
      if (start < text.length()) {
        if (!digits) {
          openUnlessEmpty();
        }
        add(piece(text.length(), false));
      }
      groups.forEach(Group::normalize);
      return groups.getLast();
    }

    private void separator(int at) {
      add(at == start ? new Digits(BigInteger.ZERO) : piece(at, false));
      start = at + 1;
      if (text.charAt(at) == '-') {
        open();
      }
    }

    /** From digits to letters, or back. */
    private void turn(int at) {
      if (at > start) {
        if (!digits) {
          openUnlessEmpty();
        }
        add(piece(at, true));
        start = at;
        open();
      }
      digits = !digits;
    }

    private Part piece(int end, boolean beforeDigits) {
      String piece = text.substring(start, end);
      return digits ? new Digits(new BigInteger(piece)) : Word.of(piece, beforeDigits);
    }

    private void add(Part part) {
      groups.element().parts().add(part);
    }

    private void openUnlessEmpty() {
      if (!groups.element().parts().isEmpty()) {
        open();
      }
    }

    private void open() {
      Group next = new Group(new ArrayList<>());
      add(next);
      groups.push(next);
    }
  }
}
