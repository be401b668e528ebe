package io.riparian.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An address in any spelling that a resolver takes without asking a name server: {@code 127.0.0.1},
 * {@code 127.1}, {@code 2130706433}, {@code 0x7f.0.0.1}, {@code 017700000001}, {@code ::1}, {@code
 * ::ffff:127.0.0.1}. One that stands in an IPv6 address counts as what it is.
 *
 * @param bytes four or sixteen
 */
record IpAddress(List<Integer> bytes) {
  private static final int V4 = 4;
  private static final int V6 = 16;

  IpAddress {
    bytes = List.copyOf(bytes);
  }

  /** Both where a leading zero means eight to some and nothing to others, as to Java. */
  static List<IpAddress> of(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    boolean v6 = bare.indexOf(':') >= 0;
    if (!v6 && (bare.isEmpty() || bare.charAt(0) < '0' || bare.charAt(0) > '9')) {
      return List.of();
    }
    int zone = bare.indexOf('%');
    String address = (zone < 0 ? bare : bare.substring(0, zone)).toLowerCase(Locale.ROOT);
    String decimal = address.replaceAll("(^|\\.)0+(?=[0-9])", "$1");
    return v6
        ? v6(address).stream().toList()
        : Stream.of(address, decimal)
            .distinct()
            .flatMap(spelling -> v4(spelling).stream())
            .map(IpAddress::new)
            .toList();
  }

  /** As the C library reads it: the last of up to four numbers fills what is left. */
  private static Optional<List<Integer>> v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > V4) {
      return Optional.empty();
    }
    List<Integer> bytes = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      int left = i < parts.length - 1 ? 1 : V4 - i;
      Optional<Long> number = number(parts[i]);
      if (number.isEmpty() || number.get() >= 1L << (8 * left)) {
        return Optional.empty();
      }
      for (int at = left - 1; at >= 0; at--) {
        bytes.add((int) (number.get() >> (8 * at) & 0xff));
      }
    }
    return Optional.of(bytes);
  }

  private static Optional<Long> number(String text) {
    if (text.matches("0x0*[0-9a-f]{1,8}")) {
      return Optional.of(Long.parseLong(text.substring(2), 16));
    }
    if (text.matches("0+[0-7]{1,12}")) {
      return Optional.of(Long.parseLong(text, 8));
    }
    return text.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<IpAddress> v6(String text) {
    String[] halves = text.split("::", -1);
    if (halves.length > 2) {
      return Optional.empty();
    }
    Optional<List<Integer>> head = groups(halves[0]);
    Optional<List<Integer>> tail = halves.length == 2 ? groups(halves[1]) : Optional.of(List.of());
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int known = head.get().size() + tail.get().size();
    if (halves.length == 1 ? known != V6 : known >= V6) {
      return Optional.empty();
    }
    List<Integer> bytes = new ArrayList<>(head.get());
    while (bytes.size() < V6 - tail.get().size()) {
      bytes.add(0);
    }
    bytes.addAll(tail.get());
    return Optional.of(new IpAddress(withoutMapping(bytes)));
  }

  private static Optional<List<Integer>> groups(String text) {
    if (text.isEmpty()) {
      return Optional.of(List.of());
    }
    List<Integer> bytes = new ArrayList<>();
    String[] groups = text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      if (i == groups.length - 1 && groups[i].indexOf('.') > 0) {
        Optional<List<Integer>> v4 = v4(groups[i]).filter(all -> groups.length < V6);
        if (v4.isEmpty()) {
          return Optional.empty();
        }
        bytes.addAll(v4.get());
      } else if (groups[i].matches("[0-9a-f]{1,4}")) {
        int group = Integer.parseInt(groups[i], 16);
        bytes.add(group >> 8);
        bytes.add(group & 0xff);
      } else {
        return Optional.empty();
      }
    }
    return bytes.size() <= V6 ? Optional.of(bytes) : Optional.empty();
  }

  /** Of {@code ::ffff:a.b.c.d}, {@code ::a.b.c.d} and {@code 64:ff9b::a.b.c.d} the last four. */
  private static List<Integer> withoutMapping(List<Integer> bytes) {
    List<Integer> head = bytes.subList(0, 12);
    boolean zeros = head.subList(0, 10).stream().allMatch(one -> one == 0);
    boolean mapped = zeros && head.get(10) == 0xff && head.get(11) == 0xff;
    boolean compatible = zeros && head.get(10) == 0 && head.get(11) == 0 && bytes.get(12) != 0;
    boolean translated = head.equals(Arrays.asList(0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0));
    return mapped || compatible || translated ? bytes.subList(12, V6) : bytes;
  }

  /** Whether it lies in {@code 10.1.0.0/16} or the like; no range but one of its kind has it. */
  boolean isIn(String range) {
    return IpRange.of(range).filter(one -> one.has(this)).isPresent();
  }
}
