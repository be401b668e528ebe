package io.riparian.connect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.riparian.connect.kafka.KafkaFailure.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is no broker, nothing is taken for one. */
class KafkaEndpointTest {
  private static final String TLS_ALERT = "15030300020250";
  private static final String HTTP = "485454502f312e31203430302042616420526571756573740d0a";

  private static KafkaEndpoint at(String server, Map<String, String> properties) {
    return new KafkaEndpoint(
        List.of(server), properties, Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  private static void assertFails(String server, Map<String, String> properties, Kind kind) {
    assertThatExceptionOfType(KafkaFailure.class)
        .isThrownBy(
            () -> {
              try (KafkaCluster kafka = at(server, properties).open()) {
                kafka.identity();
              }
            })
        .returns(kind, KafkaFailure::kind)
        .withNoCause();
  }

  /** Somebody who gives everyone the same answer; an empty one is a connection that is closed. */
  private record Stranger(ServerSocket socket, Thread thread) implements AutoCloseable {
    static Stranger saying(String hex) throws IOException {
      ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(socket, HexFormat.of().parseHex(hex)));
      thread.start();
      return new Stranger(socket, thread);
    }

    private static void serve(ServerSocket socket, byte[] answer) {
      while (!socket.isClosed()) {
        try (Socket caller = socket.accept()) {
          // Whatever is left unread makes of an end a reset, which may overtake the answer.
          DataInputStream request = new DataInputStream(caller.getInputStream());
          request.skipNBytes(request.readInt());
          caller.getOutputStream().write(answer);
        } catch (IOException closed) {
          // The next caller, or the end.
        }
      }
    }

    String address() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
      try {
        socket.close();
        thread.join();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TLS_ALERT, HTTP, "00000000", "ffffffff"})
  void whateverDoesNotSpeakKafkaIsNoBrokerAndNoRoomIsMadeForItsAnswer(String answer)
      throws IOException {
    try (Stranger stranger = Stranger.saying(answer)) {
      assertFails(stranger.address(), Map.of(), Kind.NOT_KAFKA);
      assertFails(
          stranger.address(), Map.of("security.protocol", "SASL_PLAINTEXT"), Kind.NOT_KAFKA);
    }
  }

  @Test
  void whoeverHangsUpIsNotReached() throws IOException {
    try (Stranger stranger = Stranger.saying("")) {
      assertFails(stranger.address(), Map.of(), Kind.UNREACHABLE);
    }
  }

  @Test
  void nobodyIsThere() throws IOException {
    int free;
    try (ServerSocket once = new ServerSocket(0)) {
      free = once.getLocalPort();
    }

    assertFails("127.0.0.1:" + free, Map.of(), Kind.UNREACHABLE);
    assertFails("127.0.0.1:" + free, Map.of("security.protocol", "SSL"), Kind.TIMED_OUT);
  }

  @Test
  void whatIsWrongWithThePropertiesIsToldWithoutThem() {
    assertThatExceptionOfType(KafkaFailure.class)
        .isThrownBy(() -> at("127.0.0.1:1", Map.of("security.protocol", "s3cret")).open())
        .returns(Kind.BAD_PROPERTIES, KafkaFailure::kind)
        .withMessageNotContaining("s3cret")
        .withNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"k:1|k:1", " k:1 , [::1]:2,|k:1 [::1]:2", "''|''"})
  void serversAreSeparatedByCommas(String written, String each) {
    assertThat(String.join(" ", KafkaEndpoint.servers(written))).isEqualTo(each);
  }
}
