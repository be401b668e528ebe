package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorId;
import io.riparian.model.FailureClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
  private static final ConnectorId ORDERS = new ConnectorId("shared", "orders");

  private static Fingerprint of(String text) {
    return Fingerprint.of(ORDERS, FailureClass.EXTERNAL_SYSTEM, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.BException: row 17 is wrong | a.BException: row 9 is wrong",
        "a.BException: request 2f1c8a90-1111-4222-8333-9d3a2b1c0e4f failed | a.BException: request 00000000-aaaa-4bbb-8ccc-000000000000 failed",
        "a.BException: no 'orders' here | a.BException: no 'other things' here",
        "a.BException: cannot reach db:5432 | a.BException: cannot reach db:5433",
        "a.BException: since 2026-01-01T10:00:00.123Z | a.BException: since 2027-12-31T23:59:59Z",
        "a.BException: lock 0xdeadbeef01 is held | a.BException: lock 0xcafebabe02 is held"
      })
  void whatOnlyDiffersInNumbersIdsTimesAndValuesIsTheSame(String one, String other) {
    assertThat(of(one)).isEqualTo(of(other));
  }

  @Test
  void anotherCauseMessageClassConnectorOrClusterIsAnother() {
    Fingerprint one = of("a.BException: no");

    assertThat(of("a.CException: no")).isNotEqualTo(one);
    assertThat(of("a.BException: yes")).isNotEqualTo(one);
    assertThat(Fingerprint.of(ORDERS, FailureClass.UNKNOWN, "a.BException: no")).isNotEqualTo(one);
    assertThat(
            Fingerprint.of(
                new ConnectorId("shared", "x"), FailureClass.EXTERNAL_SYSTEM, "a.BException: no"))
        .isNotEqualTo(one);
    assertThat(
            Fingerprint.of(
                new ConnectorId("x", "orders"), FailureClass.EXTERNAL_SYSTEM, "a.BException: no"))
        .isNotEqualTo(one);
  }

  @Test
  void theInnermostCauseCountsAndNotItsWrappersOrFrames() {
    assertThat(
            of(
                """
                [2026-01-01 10:00:00] ERROR Task threw an uncaught and unrecoverable exception
                org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.
                \tat a.b.C.d(C.java:12)
                Caused by: a.BException: no
                \tat a.b.C.e(C.java:99)
                """))
        .isEqualTo(of("a.BException: no"));
  }
}
