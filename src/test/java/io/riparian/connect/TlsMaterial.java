package io.riparian.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keys and certificates for one server and one client, made for the test run, and two named TLS
 * configurations of Quarkus: {@code trusting} knows the server, {@code mutual} shows the client's
 * certificate too.
 */
public final class TlsMaterial implements QuarkusTestResourceLifecycleManager {
  static final String PASSWORD = "changeit";
  private static final Path DIRECTORY = Path.of("target", "test-tls");
  static final Path SERVER = DIRECTORY.resolve("server.p12");
  static final Path CLIENT = DIRECTORY.resolve("client.p12");
  static final Path TRUST_IN_SERVER = DIRECTORY.resolve("trust-in-server.p12");
  static final Path TRUST_IN_CLIENT = DIRECTORY.resolve("trust-in-client.p12");

  @Override
  public Map<String, String> start() {
    try {
      Files.createDirectories(DIRECTORY);
      pair(SERVER, "server", TRUST_IN_SERVER);
      pair(CLIENT, "client", TRUST_IN_CLIENT);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return Map.of(
        "quarkus.tls.trusting.trust-store.p12.path",
        TRUST_IN_SERVER.toString(),
        "quarkus.tls.trusting.trust-store.p12.password",
        PASSWORD,
        "quarkus.tls.mutual.trust-store.p12.path",
        TRUST_IN_SERVER.toString(),
        "quarkus.tls.mutual.trust-store.p12.password",
        PASSWORD,
        "quarkus.tls.mutual.key-store.p12.path",
        CLIENT.toString(),
        "quarkus.tls.mutual.key-store.p12.password",
        PASSWORD);
  }

  private static void pair(Path store, String alias, Path trust) throws IOException {
    Path certificate = DIRECTORY.resolve(alias + ".crt");
    Files.deleteIfExists(store);
    Files.deleteIfExists(trust);
    keytool(
        store,
        "-genkeypair",
        "-alias",
        alias,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + alias,
        "-ext",
        "san=ip:127.0.0.1,dns:localhost");
    keytool(store, "-exportcert", "-alias", alias, "-file", certificate.toString());
    keytool(trust, "-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString());
  }

  private static void keytool(Path store, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + output);
      }
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Override
  public void stop() {
    // The files go with target/.
  }
}
