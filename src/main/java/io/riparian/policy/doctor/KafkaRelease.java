package io.riparian.policy.doctor;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Apache Kafka, as a worker's version names it. A build of somebody else's is one of
 * the same minor release, with patches of its own.
 *
 * @param vendors whether it is somebody else's build, or none that was released
 */
record KafkaRelease(int major, int minor, int patch, boolean vendors) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?([-.+A-Za-z][-.+\\w]*)?");
  private static final Comparator<KafkaRelease> BY_MINOR =
      Comparator.comparingInt(KafkaRelease::major).thenComparingInt(KafkaRelease::minor);
  private static final Comparator<KafkaRelease> BY_PATCH =
      BY_MINOR.thenComparingInt(KafkaRelease::patch);

  static KafkaRelease apache(int major, int minor, int patch) {
    return new KafkaRelease(major, minor, patch, false);
  }

  /** Reads a worker's version; nothing when it is of no form that we know. */
  static Optional<KafkaRelease> of(String version) {
    Matcher parts = FORM.matcher(version);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(parts.group(1));
    int minor = Integer.parseInt(parts.group(2));
    int patch = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    boolean confluents = version.endsWith("-ccs") || version.endsWith("-ce");
    return confluents
        ? confluents(major, minor, patch)
        : Optional.of(
            new KafkaRelease(
                major, minor, patch, parts.group(3) == null || parts.group(4) != null));
  }

  /** Confluent counts its own way: 5.5 is Kafka 2.5, 6.2 is 2.8, 7.6 is 3.6, 8.0 is 4.0. */
  private static Optional<KafkaRelease> confluents(int major, int minor, int patch) {
    if (major < 5) {
      return Optional.empty();
    }
    return Optional.of(
        switch (major) {
          case 5 -> new KafkaRelease(2, minor, patch, true);
          case 6 -> new KafkaRelease(2, minor + 6, patch, true);
          default -> new KafkaRelease(major - 4, minor, patch, true);
        });
  }

  /** Whether it lies between two of Apache's, both included; a vendor's patches say nothing. */
  boolean isBetween(KafkaRelease first, KafkaRelease last) {
    Comparator<KafkaRelease> order = vendors ? BY_MINOR : BY_PATCH;
    return order.compare(this, first) >= 0 && order.compare(this, last) <= 0;
  }

  boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }
}
