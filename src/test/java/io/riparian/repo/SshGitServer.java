package io.riparian.repo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
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

  /** Ed25519, what ssh-keygen makes when nobody says otherwise. */
  static KeyPair newKey() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the private key as ssh-keygen does, encrypted unless the passphrase is empty. */
  static Path write(KeyPair key, String passphrase, Path file) throws IOException {
    OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
    encryption.setPassword(passphrase);
    encryption.setCipherType("256");
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
          key, "", passphrase.isEmpty() ? null : encryption, out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
