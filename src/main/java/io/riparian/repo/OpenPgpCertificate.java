package io.riparian.repo;

import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA224;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA256;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA384;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA3_256;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA3_512;
import static org.bouncycastle.bcpg.HashAlgorithmTags.SHA512;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * An OpenPGP key as its owner publishes it: a primary key, and the subkeys that it binds. What a
 * key is for, and until when, counts only when the newest signature of the primary key that says so
 * is whole and strong; a revocation counts in any case.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580#section-5.2.1">RFC 9580, 5.2.1</a>
 */
final class OpenPgpCertificate {
  private static final Set<Integer> STRONG =
      Set.of(SHA224, SHA256, SHA384, SHA512, SHA3_256, SHA3_512);
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME,
          SignatureSubpacketTags.EXPIRE_TIME,
          SignatureSubpacketTags.KEY_EXPIRE_TIME,
          SignatureSubpacketTags.PREFERRED_SYM_ALGS,
          SignatureSubpacketTags.ISSUER_KEY_ID,
          SignatureSubpacketTags.PREFERRED_HASH_ALGS,
          SignatureSubpacketTags.PREFERRED_COMP_ALGS,
          SignatureSubpacketTags.KEY_SERVER_PREFS,
          SignatureSubpacketTags.PRIMARY_USER_ID,
          SignatureSubpacketTags.KEY_FLAGS,
          SignatureSubpacketTags.SIGNER_USER_ID,
          SignatureSubpacketTags.FEATURES,
          SignatureSubpacketTags.EMBEDDED_SIGNATURE,
          SignatureSubpacketTags.ISSUER_FINGERPRINT);
  private static final Set<Integer> SIGNING =
      Set.of(
          PublicKeyAlgorithmTags.RSA_GENERAL,
          PublicKeyAlgorithmTags.ECDSA,
          PublicKeyAlgorithmTags.EDDSA_LEGACY,
          PublicKeyAlgorithmTags.Ed25519,
          PublicKeyAlgorithmTags.Ed448);
  private static final int SHORTEST_RSA = 2048;
  private static final int OLDEST_VERSION = 4;

  private final PGPPublicKeyRing ring;
  private final PGPPublicKey primary;
  private final String principal;

  /** What a signature of the primary key says of a key. */
  private record Terms(boolean saysWhatFor, boolean isForSigning, Instant end) {
    static Terms of(PGPSignature signature, PGPPublicKey key) {
      PGPSignatureSubpacketVector said = signature.getHashedSubPackets();
      Instant keyEnds = end(key.getCreationTime().toInstant(), said.getKeyExpirationTime());
      Instant wordEnds =
          end(signature.getCreationTime().toInstant(), said.getSignatureExpirationTime());
      return new Terms(
          said.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS),
          (said.getKeyFlags() & KeyFlags.SIGN_DATA) != 0,
          earlier(keyEnds, wordEnds));
    }

    private static Instant end(Instant begin, long seconds) {
      return seconds == 0 ? Instant.MAX : begin.plusSeconds(seconds);
    }
  }

  OpenPgpCertificate(PGPPublicKeyRing ring, String principal) {
    this.ring = ring;
    this.primary = ring.getPublicKey();
    this.principal = principal;
  }

  /** Its digest is none that anybody can make collide, and it sets no condition we do not know. */
  static boolean isStrong(PGPSignature signature) {
    return signature.getVersion() >= OLDEST_VERSION
        && STRONG.contains(signature.getHashAlgorithm())
        && Arrays.stream(signature.getHashedSubPackets().getCriticalTags())
            .allMatch(UNDERSTOOD::contains);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Its keys that are for signing commits; among them those that ended, or were revoked. */
  List<OpenPgpKey> signingKeys() {
    List<Terms> own = ownTerms();
    if (own.isEmpty() || !isStrong(primary)) {
      return List.of();
    }
    Instant end =
        isRevoked(primary)
            ? Instant.MIN
            : own.stream().map(Terms::end).reduce(Instant.MAX, OpenPgpCertificate::earlier);
    List<OpenPgpKey> keys = new ArrayList<>();
    List<Terms> said = own.stream().filter(Terms::saysWhatFor).toList();
    if (!said.isEmpty() && said.stream().allMatch(Terms::isForSigning)) {
      keys.add(key(primary, end));
    }
    for (PGPPublicKey subkey : ring) {
      if (!subkey.isMasterKey()) {
        binding(subkey)
            .filter(Terms::isForSigning)
            .map(terms -> isRevoked(subkey) ? Instant.MIN : earlier(terms.end(), end))
            .ifPresent(until -> keys.add(key(subkey, until)));
      }
    }
    return keys;
  }

  /** Why it has no key that is for signing. */
  String problem() {
    String id = Long.toHexString(primary.getKeyID());
    if (!isStrong(primary)) {
      return "the OpenPGP key " + id + " is of a kind that is too weak";
    }
    return ownTerms().isEmpty()
        ? "the OpenPGP key "
            + id
            + " has no signature of its own that counts (those with SHA-1 and MD5 do not; renew them)"
        : "the OpenPGP key " + id + " has no key for signing";
  }

  private OpenPgpKey key(PGPPublicKey key, Instant end) {
    String fingerprint = "openpgp:" + HexFormat.of().formatHex(key.getFingerprint());
    return new OpenPgpKey(key, new Signer(principal, fingerprint), end);
  }

  private static boolean isStrong(PGPPublicKey key) {
    return key.getVersion() >= OLDEST_VERSION
        && SIGNING.contains(key.getAlgorithm())
        && (key.getAlgorithm() != PublicKeyAlgorithmTags.RSA_GENERAL
            || key.getBitStrength() >= SHORTEST_RSA);
  }

  /** One that cannot be verified counts too: it costs a key, and never trusts one. */
  private static boolean isRevoked(PGPPublicKey key) {
    return all(key.getSignatures())
        .anyMatch(
            signature ->
                signature.getSignatureType() == PGPSignature.KEY_REVOCATION
                    || signature.getSignatureType() == PGPSignature.SUBKEY_REVOCATION);
  }

  /** What the primary key says of itself: as a whole, and with each name that it did not revoke. */
  private List<Terms> ownTerms() {
    List<Terms> terms = new ArrayList<>();
    newest(primary.getKeySignatures(), PGPSignature.DIRECT_KEY)
        .filter(signature -> verifies(signature, () -> signature.verifyCertification(primary)))
        .ifPresent(signature -> terms.add(Terms.of(signature, primary)));
    primary
        .getRawUserIDs()
        .forEachRemaining(
            name -> {
              if (all(primary.getSignaturesForID(name)).noneMatch(this::isRevocationOfOurs)) {
                newest(primary.getSignaturesForID(name), PGPSignature::isCertification)
                    .filter(
                        signature ->
                            verifies(signature, () -> signature.verifyCertification(name, primary)))
                    .ifPresent(signature -> terms.add(Terms.of(signature, primary)));
              }
            });
    return terms;
  }

  /** Other people may take back what they said of a name; that is no word of this key. */
  private boolean isRevocationOfOurs(PGPSignature signature) {
    return signature.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION
        && (signature.getKeyID() == primary.getKeyID() || signature.getKeyID() == 0);
  }

  /** How the primary key binds a subkey, which must have agreed to it if it is for signing. */
  private Optional<Terms> binding(PGPPublicKey subkey) {
    return newest(subkey.getSignatures(), PGPSignature.SUBKEY_BINDING)
        .filter(signature -> isStrong(subkey))
        .filter(
            signature -> verifies(signature, () -> signature.verifyCertification(primary, subkey)))
        .filter(signature -> isAgreedTo(signature, subkey))
        .map(signature -> Terms.of(signature, subkey));
  }

  /** Otherwise anybody could bind another's key to a primary key of their own. */
  private boolean isAgreedTo(PGPSignature binding, PGPPublicKey subkey) {
    List<PGPSignature> embedded = new ArrayList<>();
    try {
      binding.getHashedSubPackets().getEmbeddedSignatures().forEach(embedded::add);
      binding.getUnhashedSubPackets().getEmbeddedSignatures().forEach(embedded::add);
    } catch (PGPException damaged) {
      return false;
    }
    return embedded.stream()
        .filter(signature -> signature.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING)
        .anyMatch(
            signature ->
                verifies(signature, subkey, () -> signature.verifyCertification(primary, subkey)));
  }

  private Optional<PGPSignature> newest(Iterator<PGPSignature> signatures, int type) {
    return newest(signatures, found -> found == type);
  }

  /** Of what claims to be said by the primary key; what it said before no longer counts. */
  private Optional<PGPSignature> newest(
      Iterator<PGPSignature> signatures, Predicate<Integer> isType) {
    return all(signatures)
        .filter(signature -> isType.test(signature.getSignatureType()))
        .filter(signature -> signature.getKeyID() == primary.getKeyID())
        .max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static Stream<PGPSignature> all(Iterator<PGPSignature> signatures) {
    List<PGPSignature> all = new ArrayList<>();
    Objects.requireNonNullElse(signatures, Collections.<PGPSignature>emptyIterator())
        .forEachRemaining(all::add);
    return all.stream();
  }

  /** A verification by Bouncy Castle, which throws at damage. */
  private interface Check {
    boolean holds() throws PGPException;
  }

  private boolean verifies(PGPSignature signature, Check check) {
    return verifies(signature, primary, check);
  }

  private static boolean verifies(PGPSignature signature, PGPPublicKey by, Check check) {
    if (!isStrong(signature)) {
      return false;
    }
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), by);
      return check.holds();
    } catch (PGPException | RuntimeException damaged) {
      return false;
    }
  }
}
