package io.riparian.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions that {@code connector.plugin.version} takes, as Connect reads it: a range in Maven's
 * syntax, {@code [1.0,2.0)} or several with commas between them, or one version, which Connect
 * takes for {@code [that version]}.
 *
 * <p>Source: {@code PluginUtils.connectorVersionRequirement}, Connect 4.3, and Maven's {@code
 * VersionRange}.
 */
public final class VersionRange {
  private static final int LONGEST = 200;
  private static final String ANY = "latest";

  private final List<Span> spans;

  private VersionRange(List<Span> spans) {
    this.spans = List.copyOf(spans);
  }

  /** From one version to another; a bound that is not there is open. */
  private record Span(
      @Nullable PluginVersion least,
      boolean withLeast,
      @Nullable PluginVersion most,
      boolean withMost) {
    boolean contains(PluginVersion version) {
      int above = least == null ? 1 : version.compareTo(least);
      int below = most == null ? 1 : most.compareTo(version);
      return (above > 0 || (withLeast && above == 0)) && (below > 0 || (withMost && below == 0));
    }

    boolean isUpsideDown() {
      int order = least == null || most == null ? -1 : least.compareTo(most);
      return order > 0 || (order == 0 && !(withLeast && withMost));
    }

    boolean overlaps(@Nullable PluginVersion before) {
      return before != null && (least == null || least.compareTo(before) < 0);
    }
  }

  /** Reads a requirement; nothing when Connect would refuse it. */
  public static Optional<VersionRange> of(String requirement) {
    if (requirement.equals(ANY)) {
      return Optional.of(new VersionRange(List.of(new Span(null, true, null, true))));
    }
    String text = strip(requirement);
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    return text.startsWith("[") || text.startsWith("(") ? spans(text) : spans("[" + text + "]");
  }

  private static Optional<VersionRange> spans(String text) {
    List<Span> spans = new ArrayList<>();
    String rest = text;
    PluginVersion before = null;
    while (rest.startsWith("[") || rest.startsWith("(")) {
      int end = end(rest);
      Optional<Span> span =
          end < 0
              ? Optional.empty()
              : span(rest.substring(1, end), rest.charAt(0), rest.charAt(end));
      if (span.isEmpty() || span.get().isUpsideDown() || span.get().overlaps(before)) {
        return Optional.empty();
      }
      spans.add(span.get());
      before = span.get().most();
      rest = strip(rest.substring(end + 1));
      rest = rest.startsWith(",") ? strip(rest.substring(1)) : rest;
    }
    return rest.isEmpty() ? Optional.of(new VersionRange(spans)) : Optional.empty();
  }

  /** Where the first span ends; below 0 when it does not. */
  private static int end(String text) {
    int round = text.indexOf(')');
    int square = text.indexOf(']');
    return round < 0 || (square >= 0 && square < round) ? square : round;
  }

  private static Optional<Span> span(String inside, char open, char close) {
    String text = strip(inside);
    boolean withLeast = open == '[';
    boolean withMost = close == ']';
    int comma = text.indexOf(',');
    if (comma >= 0) {
      return Optional.of(
          new Span(
              bound(text.substring(0, comma)),
              withLeast,
              bound(text.substring(comma + 1)),
              withMost));
    }
    PluginVersion only = new PluginVersion(text);
    return withLeast && withMost ? Optional.of(new Span(only, true, only, true)) : Optional.empty();
  }

  private static @Nullable PluginVersion bound(String text) {
    String version = strip(text);
    return version.isEmpty() ? null : new PluginVersion(version);
  }

  /** Maven's idea of a blank. */
  private static String strip(String text) {
    return text.trim();
  }

  public boolean contains(String version) {
    PluginVersion found = new PluginVersion(version);
    return spans.stream().anyMatch(span -> span.contains(found));
  }
}
