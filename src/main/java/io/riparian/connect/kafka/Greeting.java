package io.riparian.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.connect.kafka.KafkaFailure.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The first words to a broker in clear text. Kafka's client takes the first four bytes of any
 * answer for a length and makes room for it, some 350 MB where they are a TLS alert; so we look at
 * them first.
 */
public final class Greeting {
  private static final short API_VERSIONS = 18;
  private static final int LONGEST_ANSWER = 1 << 20;

  private Greeting() {}

  /**
   * Greets every server.
   *
   * @throws KafkaFailure when none is there, or one answers that is no broker
   */
  static void exchange(List<String> servers, Duration connecting) {
    int there = 0;
    for (String server : servers) {
      Optional<Integer> length = lengthOfAnswer(server, Math.toIntExact(connecting.toMillis()));
      if (length.isPresent()) {
        refuseStrangers(server, length.get());
        there++;
      }
    }
    if (there == 0) {
      throw new KafkaFailure(
          Kind.UNREACHABLE,
          "no broker answers at "
              + String.join(", ", servers)
              + " in clear text; perhaps it wants TLS (security.protocol)");
    }
  }

  private static void refuseStrangers(String server, int length) {
    if (length <= 0 || length > LONGEST_ANSWER) {
      throw new KafkaFailure(
          Kind.NOT_KAFKA,
          server
              + " does not answer in Kafka's protocol in clear text; perhaps it wants TLS"
              + " (security.protocol), or is no broker");
    }
  }

  /**
   * Greets one server, and says how long its answer is, as far as it is Kafka's: a broker opens its
   * port before it serves.
   *
   * @param server host and port
   * @param millis how long a connection, and then the answer, may take
   * @return empty when none came
   */
  public static Optional<Integer> lengthOfAnswer(String server, int millis) {
    int colon = server.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              server.substring(0, Math.max(colon, 0)),
              Integer.parseInt(server.substring(colon + 1))),
          millis);
      socket.setSoTimeout(millis);
      byte[] client = "riparian".getBytes(UTF_8);
      DataOutputStream request = new DataOutputStream(socket.getOutputStream());
      request.writeInt(2 + 2 + 4 + 2 + client.length);
      request.writeShort(API_VERSIONS);
      request.writeShort(0);
      request.writeInt(1);
      request.writeShort(client.length);
      request.write(client);
      request.flush();
      return Optional.of(new DataInputStream(socket.getInputStream()).readInt());
    } catch (IOException | IllegalArgumentException notThere) {
      return Optional.empty();
    }
  }
}
