package io.riparian.repo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.Signers;

/** A key that a test signs commits with, and the file that tells the daemon of it. */
public interface SigningKey {

  GpgSignature sign(Repository repository, byte[] commit);

  /** Makes its signatures count as {@code @<login>}'s. */
  void trustIn(Path signers, String login);

  /** A new Ed25519 key as {@code ssh-keygen} writes it, kept in this directory. */
  static SigningKey ssh(Path directory) {
    return new Ssh(SshGitServer.newKey(), directory);
  }

  /** Signs for another use than Git's, or over another digest than OpenSSH's. */
  static SigningKey sshsig(String namespace, String digest, String java) {
    return new OddSsh(SshGitServer.newKey(), namespace, digest, java);
  }

  /** A new OpenPGP key that never expires. */
  static SigningKey openPgp() {
    return OpenPgpMaker.good();
  }

  /** A new OpenPGP key that signs until then. */
  static SigningKey openPgpUntil(Instant end) {
    Duration lasting = Duration.between(OpenPgpMaker.MADE, end);
    return OpenPgpMaker.bare().named(OpenPgpMaker.Word.of(OpenPgpMaker.SIGN).keyLasting(lasting));
  }

  /** Signs as {@code ssh-keygen -Y sign -n git} does. */
  final class Ssh implements SigningKey {
    private final KeyPair key;
    private final Path file;

    private Ssh(KeyPair key, Path directory) {
      this.key = key;
      try {
        this.file = Files.createTempFile(directory, "key", "");
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
          OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, bytes);
          Files.write(file, bytes.toByteArray());
        }
        Files.writeString(Path.of(file + ".pub"), publicLine());
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    String publicLine() {
      return PublicKeyEntry.toString(key.getPublic()) + " test\n";
    }

    @Override
    public GpgSignature sign(Repository repository, byte[] commit) {
      try {
        return Signers.get(GpgFormat.SSH)
            .sign(
                repository,
                new GpgConfig(repository.getConfig()),
                commit,
                new PersonIdent("Zed", "zed@example.org"),
                file.toString(),
                null);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void trustIn(Path signers, String login) {
      write(signers.resolve(login + ".pub"), publicLine());
    }
  }

  /**
   * Signs by hand, as PROTOCOL.sshsig says.
   *
   * @param java the digest's name in Java
   */
  record OddSsh(KeyPair key, String namespace, String digest, String java) implements SigningKey {

    @Override
    public GpgSignature sign(Repository repository, byte[] commit) {
      try {
        ByteArrayBuffer signed = begin();
        signed.putString(namespace);
        signed.putString("");
        signed.putString(digest);
        signed.putBytes(MessageDigest.getInstance(java).digest(commit));
        Signature signature = BuiltinSignatures.ed25519.create();
        signature.initSigner(null, key.getPrivate());
        signature.update(null, signed.getCompactData());
        ByteArrayBuffer inner = new ByteArrayBuffer();
        inner.putString("ssh-ed25519");
        inner.putBytes(signature.sign(null));
        ByteArrayBuffer whole = begin();
        whole.putUInt(1);
        whole.putPublicKey(key.getPublic());
        whole.putString(namespace);
        whole.putString("");
        whole.putString(digest);
        whole.putBytes(inner.getCompactData());
        String text =
            Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(whole.getCompactData());
        return new GpgSignature(
            ("-----BEGIN SSH SIGNATURE-----\n" + text + "\n-----END SSH SIGNATURE-----")
                .getBytes(US_ASCII));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static ByteArrayBuffer begin() {
      ByteArrayBuffer buffer = new ByteArrayBuffer();
      buffer.putRawBytes("SSHSIG".getBytes(US_ASCII));
      return buffer;
    }

    @Override
    public void trustIn(Path signers, String login) {
      write(signers.resolve(login + ".pub"), PublicKeyEntry.toString(key.getPublic()) + "\n");
    }
  }

  /** Writes a file of the list. */
  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
