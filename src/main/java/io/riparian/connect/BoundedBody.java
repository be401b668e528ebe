package io.riparian.connect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A response body that ends in an error instead of never. Both limits hold for the body as a whole:
 * a worker that sends a byte a minute does not keep us.
 */
final class BoundedBody extends FilterInputStream {
  private final long maxBytes;
  private final long startedAt = System.nanoTime();
  private final Duration patience;
  private long bytes;

  BoundedBody(InputStream body, long maxBytes, Duration patience) {
    super(body);
    this.maxBytes = maxBytes;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    bytes += Math.max(read, 0);
    if (bytes > maxBytes) {
      throw new Exceeded("is larger than " + maxBytes + " bytes");
    }
    if (System.nanoTime() - startedAt > patience.toNanos()) {
      throw new Exceeded("took longer than " + patience.toMillis() + " ms");
    }
    return read;
  }

  /** One of the limits was reached. */
  static final class Exceeded extends IOException {
    Exceeded(String limit) {
      super(limit);
    }

    String limit() {
      return String.valueOf(getMessage());
    }
  }
}
