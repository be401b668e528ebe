package io.riparian.repo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;
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

  /** A new RSA key that never expires. */
  static SigningKey openPgp() {
    return new OpenPgp(Instant.parse("2026-01-01T00:00:00Z"), 0);
  }

  /** A new RSA key that has expired {@code seconds} after it was made. */
  static SigningKey openPgp(Instant made, long seconds) {
    return new OpenPgp(made, seconds);
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

  /** Signs as {@code gpg --detach-sign --armor} does. */
  final class OpenPgp implements SigningKey {
    private final PGPKeyPair key;
    private final PGPPublicKeyRing ring;

    private OpenPgp(Instant made, long validSeconds) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key =
            new JcaPGPKeyPair(
                PublicKeyPacket.VERSION_4,
                PublicKeyAlgorithmTags.RSA_GENERAL,
                generator.generateKeyPair(),
                Date.from(made));
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        if (validSeconds > 0) {
          hashed.setKeyExpirationTime(true, validSeconds);
        }
        PGPDigestCalculator sha1 =
            new JcaPGPDigestCalculatorProviderBuilder().build().get(HashAlgorithmTags.SHA1);
        ring =
            new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    key,
                    "Test <test@example.org>",
                    sha1,
                    hashed.generate(),
                    null,
                    signer(),
                    null)
                .generatePublicKeyRing();
      } catch (GeneralSecurityException | PGPException e) {
        throw new IllegalStateException(e);
      }
    }

    private JcaPGPContentSignerBuilder signer() {
      return new JcaPGPContentSignerBuilder(
          key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256);
    }

    @Override
    public GpgSignature sign(Repository repository, byte[] commit) {
      try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(), key.getPublicKey());
        generator.init(PGPSignature.BINARY_DOCUMENT, key.getPrivateKey());
        generator.update(commit);
        try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(bytes)) {
          generator.generate().encode(armour);
        }
        return new GpgSignature(bytes.toByteArray());
      } catch (IOException | PGPException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void trustIn(Path signers, String login) {
      try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
        try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(bytes)) {
          ring.encode(armour);
        }
        write(signers.resolve(login + ".asc"), bytes.toString(US_ASCII));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
