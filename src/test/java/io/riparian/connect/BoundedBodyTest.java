package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static InputStream fiveBytes() {
    return new ByteArrayInputStream(new byte[] {1, 2, 3, 4, -1});
  }

  @Test
  void aBodyAtTheLimitIsReadToItsEnd() throws IOException {
    InputStream body = new BoundedBody(fiveBytes(), 5, AN_HOUR);

    assertThat(body.read()).isEqualTo(1);
    assertThat(body.readAllBytes()).hasSize(4);
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void theLastByteIsNoEnd() throws IOException {
    InputStream body = new BoundedBody(fiveBytes(), 5, AN_HOUR);
    body.skipNBytes(4);

    assertThat(body.read()).isEqualTo(255);
  }

  @Test
  void aByteBeyondTheLimitIsAnError() {
    InputStream body = new BoundedBody(fiveBytes(), 4, AN_HOUR);

    assertThatExceptionOfType(BoundedBody.Exceeded.class)
        .isThrownBy(body::readAllBytes)
        .withMessageContaining("4 bytes");
  }

  @Test
  void aBodyThatTakesTooLongIsAnErrorHoweverSmall() {
    InputStream body = new BoundedBody(fiveBytes(), 5, Duration.ZERO);

    assertThatExceptionOfType(BoundedBody.Exceeded.class)
        .isThrownBy(body::readAllBytes)
        .withMessageContaining("0 ms");
  }
}
