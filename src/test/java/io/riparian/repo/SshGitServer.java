package io.riparian.repo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;

/** A Git server over SSH that lets one key in and serves one repository. */
final class SshGitServer implements AutoCloseable {
  private final KeyPair hostKey = newKey();
  private final SshServer server = SshServer.setUpDefaultServer();

  SshGitServer(Repository repository, PublicKey welcome) throws IOException {
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, welcome));
    server.setCommandFactory(
        (channel, command) ->
            new AbstractCommandSupport(command, null) {
              @Override
              public void run() {
                try (Repository opened = repository) {
                  opened.incrementOpen();
                  new UploadPack(opened)
                      .upload(getInputStream(), getOutputStream(), getErrorStream());
                  onExit(0);
                } catch (IOException e) {
                  onExit(1);
                }
              }
            });
    server.start();
  }

  String url() {
    return "ssh://git@127.0.0.1:" + server.getPort() + "/config.git";
  }

  /** Writes a known_hosts file that names this server with this key. */
  Path knownAs(PublicKey key, Path file) throws IOException {
    String line = "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n";
    return Files.writeString(file, line, StandardCharsets.US_ASCII);
  }

  PublicKey hostKey() {
    return hostKey.getPublic();
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As PKCS#8, which OpenSSH reads too. */
  static Path write(KeyPair key, Path file) throws IOException {
    String body =
        java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(key.getPrivate().getEncoded());
    return Files.write(
        file, List.of("-----BEGIN PRIVATE KEY-----", body, "-----END PRIVATE KEY-----"));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
