package io.riparian.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.repo.FetchResult.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.junit.jupiter.api.Test;

class AttemptTest {
  @Test
  void aSecretInAServersWordsIsStruckOut() {
    for (GitCredentials credentials :
        List.of(new GitCredentials.Basic("bot", "hunter2"), new GitCredentials.Token("hunter2"))) {
      String detail = new Attempt(credentials).explain(new IOException("no hunter2 here")).detail();

      assertThat(detail).contains("no ••• here");
    }
  }

  @Test
  void theDetailIsOneShortLine() {
    String words = "bad\r\nthing\u001b[31m" + "!".repeat(1000);

    String detail = explain(new IOException(words)).detail();

    assertThat(detail).startsWith("IOException: bad thing [31m!").hasSizeLessThan(400);
  }

  @Test
  void theReasonComesFromTheKindOfTheInnermostTrouble() {
    assertThat(reasonOf(new UnknownHostException("x"))).isEqualTo(Reason.UNREACHABLE);
    assertThat(reasonOf(new ConnectException("x"))).isEqualTo(Reason.UNREACHABLE);
    assertThat(reasonOf(new EOFException("x"))).isEqualTo(Reason.UNREACHABLE);
    assertThat(reasonOf(new SocketTimeoutException("x"))).isEqualTo(Reason.TIMED_OUT);
    assertThat(reasonOf(new SSLHandshakeException("x"))).isEqualTo(Reason.TLS);
    assertThat(reasonOf(new CorruptObjectException("x"))).isEqualTo(Reason.BAD_OBJECT);
    assertThat(reasonOf(new NoSuchFileException("x"))).isEqualTo(Reason.MIRROR_UNUSABLE);
    assertThat(reasonOf(new IllegalArgumentException("x"))).isEqualTo(Reason.PROTOCOL);
  }

  private static Reason reasonOf(Exception cause) {
    return explain(new TransportException("wrapped", cause)).reason();
  }

  private static FetchFailedException explain(Throwable failure) {
    return new Attempt(new GitCredentials.None()).explain(failure);
  }
}
