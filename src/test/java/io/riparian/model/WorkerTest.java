package io.riparian.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTest {
  @ParameterizedTest(name = "{0} is at least {1}.{2}: {3}")
  @CsvSource({
    "3.6.0, 3, 6, true",
    "3.5.9, 3, 6, false",
    "3.10.0, 3, 9, true",
    "4.0.0, 3, 6, true",
    "2.9.0, 3, 6, false",
    "4, 4, 0, true",
    "4, 4, 1, false",
    "3.9.0-SNAPSHOT, 3, 9, true",
    "3.9.0.redhat-00001, 3, 9, true",
    "3.7.1-amzn-0, 3, 7, true",
    // Confluent's: 7.x is Kafka 3.x, 8.x is Kafka 4.x.
    "7.5.3-ccs, 3, 6, false",
    "7.6.0-ccs, 3, 6, true",
    "7.9.1-ce, 4, 1, false",
    "8.0.0-ccs, 4, 1, false",
    "8.1.0-ccs, 4, 1, true",
    "6.2.0-ccs, 2, 8, false",
    // What cannot be read is as old as can be.
    "'', 0, 0, false",
    "unknown, 0, 0, false",
    "v4.1.0, 0, 0, false",
    "4.x, 4, 0, false",
    "99999999999.0, 3, 6, false"
  })
  void versionsAreComparedByNumber(String version, int major, int minor, boolean expected) {
    assertThat(new Worker(version, "kafka").isAtLeast(major, minor)).isEqualTo(expected);
  }
}
