package io.riparian.repo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.Repository;

/** Makes OpenPGP keys signature by signature, the wrong ones too, and signs commits with them. */
final class OpenPgpMaker implements SigningKey {
  static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
  static final int SIGN = KeyFlags.SIGN_DATA;
  static final int CERTIFY = KeyFlags.CERTIFY_OTHER;
  static final int ENCRYPT = KeyFlags.ENCRYPT_STORAGE;
  private static final String NAME = "Test <test@example.org>";

  private final List<PGPPublicKey> ring = new ArrayList<>();
  private final PGPKeyPair primary;
  private PGPKeyPair signing;

  private OpenPgpMaker(PGPKeyPair primary) {
    this.primary = primary;
    this.signing = primary;
    ring.add(primary.getPublicKey());
  }

  /** A primary key that nothing says anything of. */
  static OpenPgpMaker bare() {
    return new OpenPgpMaker(pair());
  }

  /** A primary key for signing, as it should be. */
  static OpenPgpMaker good() {
    return bare().named(Word.of(CERTIFY | SIGN));
  }

  static OpenPgpMaker rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new OpenPgpMaker(
          new JcaPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.RSA_GENERAL,
              generator.generateKeyPair(),
              Date.from(MADE)));
    } catch (GeneralSecurityException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  static PGPKeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return new JcaPGPKeyPair(
          PublicKeyPacket.VERSION_4,
          PublicKeyAlgorithmTags.ECDSA,
          generator.generateKeyPair(),
          Date.from(MADE));
    } catch (GeneralSecurityException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signature's own terms. */
  record Word(int flags, int digest, Instant at, Duration keyLasts, Duration lasts) {
    static Word of(int flags) {
      return new Word(flags, HashAlgorithmTags.SHA256, MADE, Duration.ZERO, Duration.ZERO);
    }

    Word with(int otherDigest) {
      return new Word(flags, otherDigest, at, keyLasts, lasts);
    }

    Word at(Instant time) {
      return new Word(flags, digest, time, keyLasts, lasts);
    }

    Word keyLasting(Duration time) {
      return new Word(flags, digest, at, time, lasts);
    }

    Word lasting(Duration time) {
      return new Word(flags, digest, at, keyLasts, time);
    }

    private PGPSignatureSubpacketGenerator packets() {
      PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
      packets.setSignatureCreationTime(Date.from(at));
      if (flags != 0) {
        packets.setKeyFlags(true, flags);
      }
      if (!keyLasts.isZero()) {
        packets.setKeyExpirationTime(true, keyLasts.toSeconds());
      }
      if (!lasts.isZero()) {
        packets.setSignatureExpirationTime(true, lasts.toSeconds());
      }
      return packets;
    }
  }

  private interface Making {
    PGPSignature by(PGPSignatureGenerator generator) throws PGPException;
  }

  private static PGPSignature make(
      PGPKeyPair by, int type, Word word, Consumer<PGPSignatureSubpacketGenerator> more, Making m) {
    try {
      PGPSignatureGenerator generator =
          new PGPSignatureGenerator(
              new JcaPGPContentSignerBuilder(by.getPublicKey().getAlgorithm(), word.digest()),
              by.getPublicKey());
      generator.init(type, by.getPrivateKey());
      PGPSignatureSubpacketGenerator packets = word.packets();
      more.accept(packets);
      generator.setHashedSubpackets(packets.generate());
      if (!packets.hasSubpacket(SignatureSubpacketTags.ISSUER_KEY_ID)) {
        PGPSignatureSubpacketGenerator issuer = new PGPSignatureSubpacketGenerator();
        issuer.setIssuerKeyID(false, by.getKeyID());
        generator.setUnhashedSubpackets(issuer.generate());
      }
      return m.by(generator);
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private OpenPgpMaker onPrimary(PGPSignature signature) {
    ring.set(0, PGPPublicKey.addCertification(ring.get(0), signature));
    return this;
  }

  private OpenPgpMaker onName(String name, PGPSignature signature) {
    ring.set(0, PGPPublicKey.addCertification(ring.get(0), name, signature));
    return this;
  }

  /** The primary key certifies a name of its own. */
  OpenPgpMaker named(Word word) {
    return named(NAME, word, primary);
  }

  OpenPgpMaker named(String name, Word word, PGPKeyPair by) {
    return onName(
        name,
        make(
            by,
            PGPSignature.POSITIVE_CERTIFICATION,
            word,
            packets -> packets.setIssuerKeyID(false, primary.getKeyID()),
            generator -> generator.generateCertification(name, primary.getPublicKey())));
  }

  /** A certification that was made for another name. */
  OpenPgpMaker misnamed(Word word) {
    return onName(
        NAME,
        make(
            primary,
            PGPSignature.POSITIVE_CERTIFICATION,
            word,
            packets -> {},
            generator -> generator.generateCertification("Zed", primary.getPublicKey())));
  }

  OpenPgpMaker withoutTheName(PGPKeyPair by) {
    return onName(
        NAME,
        make(
            by,
            PGPSignature.CERTIFICATION_REVOCATION,
            Word.of(0),
            packets -> {},
            generator -> generator.generateCertification(NAME, primary.getPublicKey())));
  }

  /** The primary key speaks of itself as a whole. */
  OpenPgpMaker direct(Word word) {
    return onPrimary(
        make(
            primary,
            PGPSignature.DIRECT_KEY,
            word,
            packets -> {},
            generator -> generator.generateCertification(primary.getPublicKey())));
  }

  OpenPgpMaker revoked(PGPKeyPair by) {
    return onPrimary(
        make(
            by,
            PGPSignature.KEY_REVOCATION,
            Word.of(0),
            packets -> {},
            generator -> generator.generateCertification(primary.getPublicKey())));
  }

  OpenPgpMaker revoked() {
    return revoked(primary);
  }

  /** A subkey, as it should be, that signs from now on. */
  OpenPgpMaker subkey(Word word) {
    return subkey(pair(), word, primary);
  }

  /**
   * A subkey that signs from now on.
   *
   * @param by whoever binds it
   */
  OpenPgpMaker subkey(PGPKeyPair key, Word word, PGPKeyPair by) {
    return bound(key, word, by, agreement(key, Word.of(0)));
  }

  /** A subkey that did not agree to be one. */
  OpenPgpMaker unagreedSubkey(Word word) {
    return bound(pair(), word, primary, packets -> {});
  }

  /** A subkey for which another key agreed. */
  OpenPgpMaker falselyAgreedSubkey(Word word) {
    return bound(pair(), word, primary, agreement(pair(), Word.of(0)));
  }

  /** A subkey that agreed with these words. */
  OpenPgpMaker subkeyAgreeing(Word word, Word agreement) {
    PGPKeyPair key = pair();
    return bound(key, word, primary, agreement(key, agreement));
  }

  private Consumer<PGPSignatureSubpacketGenerator> agreement(PGPKeyPair by, Word word) {
    return packets -> {
      PGPKeyPair signer = signing;
      try {
        packets.addEmbeddedSignature(
            false,
            make(
                by,
                PGPSignature.PRIMARYKEY_BINDING,
                word,
                more -> {},
                generator ->
                    generator.generateCertification(
                        primary.getPublicKey(), signer.getPublicKey())));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private OpenPgpMaker bound(
      PGPKeyPair key, Word word, PGPKeyPair by, Consumer<PGPSignatureSubpacketGenerator> more) {
    try {
      signing = key.asSubkey(new BcKeyFingerprintCalculator());
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
    PGPSignature binding =
        make(
            by,
            PGPSignature.SUBKEY_BINDING,
            word,
            more.andThen(packets -> packets.setIssuerKeyID(false, primary.getKeyID())),
            generator ->
                generator.generateCertification(primary.getPublicKey(), signing.getPublicKey()));
    ring.add(PGPPublicKey.addCertification(signing.getPublicKey(), binding));
    return this;
  }

  /** The newest subkey is bound once more. */
  OpenPgpMaker boundAgain(Word word) {
    PGPSignature binding =
        make(
            primary,
            PGPSignature.SUBKEY_BINDING,
            word,
            agreement(signing, Word.of(0)),
            generator ->
                generator.generateCertification(primary.getPublicKey(), signing.getPublicKey()));
    return onNewest(binding);
  }

  OpenPgpMaker subkeyRevoked(PGPKeyPair by) {
    return onNewest(
        make(
            by,
            PGPSignature.SUBKEY_REVOCATION,
            Word.of(0),
            packets -> {},
            generator ->
                generator.generateCertification(primary.getPublicKey(), signing.getPublicKey())));
  }

  private OpenPgpMaker onNewest(PGPSignature signature) {
    int newest = ring.size() - 1;
    ring.set(newest, PGPPublicKey.addCertification(ring.get(newest), signature));
    return this;
  }

  PGPKeyPair primary() {
    return primary;
  }

  PGPPublicKeyRing ring() {
    return new PGPPublicKeyRing(ring);
  }

  /** The newest key signs these bytes. */
  PGPSignature signed(byte[] data, int digest, Consumer<PGPSignatureSubpacketGenerator> more) {
    return make(
        signing,
        PGPSignature.BINARY_DOCUMENT,
        Word.of(0).with(digest),
        more,
        generator -> {
          generator.update(data);
          return generator.generate();
        });
  }

  /** Signs with a weaker digest, or further packets. */
  SigningKey signing(int digest, Consumer<PGPSignatureSubpacketGenerator> more) {
    OpenPgpMaker maker = this;
    return new SigningKey() {
      @Override
      public GpgSignature sign(Repository repository, byte[] commit) {
        return armoured(maker.signed(commit, digest, more));
      }

      @Override
      public void trustIn(Path signers, String login) {
        maker.trustIn(signers, login);
      }
    };
  }

  @Override
  public GpgSignature sign(Repository repository, byte[] commit) {
    return armoured(signed(commit, HashAlgorithmTags.SHA256, packets -> {}));
  }

  private static GpgSignature armoured(PGPSignature signature) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(bytes)) {
        signature.encode(armour);
      }
      return new GpgSignature(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void trustIn(Path signers, String login) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(bytes)) {
        ring().encode(armour);
      }
      SigningKey.write(signers.resolve(login + ".asc"), bytes.toString(US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
