package io.riparian.repo;

import static io.riparian.repo.OpenPgpMaker.CERTIFY;
import static io.riparian.repo.OpenPgpMaker.ENCRYPT;
import static io.riparian.repo.OpenPgpMaker.MADE;
import static io.riparian.repo.OpenPgpMaker.SIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.repo.OpenPgpMaker.Word;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An OpenPGP key signs what its primary key proves it to be for, as long as it says. */
class OpenPgpKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Word BOTH = Word.of(CERTIFY | SIGN);

  private Path signers;
  private Upstream upstream;
  private GitMirror mirror;
  private String first;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    signers = Files.createDirectory(directory.resolve("signers"));
    upstream = new Upstream(directory.resolve("upstream"));
    mirror = GitMirror.open(upstream.source(), directory.resolve("mirror"));
    first = upstream.file("a", "1").commit("first");
    mirror.fetch();
  }

  @AfterEach
  void end() {
    mirror.close();
    upstream.close();
  }

  private Optional<String> signer(SigningKey key) {
    upstream.signedBy(key).commit("signed");
    mirror.fetch();
    List<BranchCommit> branch =
        mirror.branch(
            first, mirror.head().orElseThrow(), SignerKeys.read(signers), InstantSource.fixed(NOW));
    return branch.get(branch.size() - 1).signer().map(Signer::name);
  }

  private Optional<String> trusted(OpenPgpMaker key) {
    key.trustIn(signers, "alice");
    return signer(key);
  }

  private String problem(OpenPgpMaker key) {
    assertThat(trusted(key)).isEmpty();
    return SignerKeys.read(signers).problem();
  }

  @Test
  void aKeyThatCertifiesItselfForSigningSigns() {
    assertThat(trusted(OpenPgpMaker.good())).contains("@alice");
    assertThat(trusted(OpenPgpMaker.bare().direct(BOTH))).contains("@alice");
    assertThat(SignerKeys.read(signers).problem()).isEmpty();
  }

  @Test
  void aSubkeyForSigningSigns() {
    OpenPgpMaker primary = OpenPgpMaker.bare().named(Word.of(CERTIFY));

    assertThat(trusted(primary.subkey(Word.of(SIGN)))).contains("@alice");
  }

  @Test
  void aSubkeyForEncryptionOnlySignsNothingAndIsNoMistake() {
    OpenPgpMaker key = OpenPgpMaker.good().subkey(Word.of(ENCRYPT));

    assertThat(problem(key)).isEmpty();
  }

  @Test
  void aSubkeyThatSaysNothingOfItsUseSignsNothing() {
    assertThat(problem(OpenPgpMaker.good().subkey(Word.of(0)))).isEmpty();
  }

  @Test
  void aSubkeyThatAStrangerBoundSignsNothing() {
    OpenPgpMaker key = OpenPgpMaker.good();

    assertThat(problem(key.subkey(OpenPgpMaker.pair(), Word.of(SIGN), OpenPgpMaker.pair())))
        .isEmpty();
  }

  @Test
  void aSubkeyThatDidNotAgreeToItsPrimaryKeySignsNothing() {
    assertThat(problem(OpenPgpMaker.good().unagreedSubkey(Word.of(SIGN)))).isEmpty();
    assertThat(problem(OpenPgpMaker.good().falselyAgreedSubkey(Word.of(SIGN)))).isEmpty();
  }

  @Test
  void aSubkeyWhoseAgreementHasAWeakDigestSignsNothing() {
    Word weak = Word.of(0).with(HashAlgorithmTags.SHA1);

    assertThat(problem(OpenPgpMaker.good().subkeyAgreeing(Word.of(SIGN), weak))).isEmpty();
  }

  @Test
  void aRevokedSubkeySignsNothingWhoeverRevokedIt() {
    OpenPgpMaker key = OpenPgpMaker.good().subkey(Word.of(SIGN));
    assertThat(problem(key.subkeyRevoked(key.primary()))).isEmpty();

    OpenPgpMaker other = OpenPgpMaker.good().subkey(Word.of(SIGN));
    assertThat(problem(other.subkeyRevoked(OpenPgpMaker.pair()))).isEmpty();
  }

  @Test
  void aRevokedKeySignsNothingAndNeitherDoItsSubkeys() {
    assertThat(problem(OpenPgpMaker.good().revoked())).isEmpty();
    assertThat(problem(OpenPgpMaker.good().revoked(OpenPgpMaker.pair()))).isEmpty();
    assertThat(problem(OpenPgpMaker.good().subkey(Word.of(SIGN)).revoked())).isEmpty();
  }

  static Stream<OpenPgpMaker> whatNobodyCanRelyOn() {
    return Stream.of(
        OpenPgpMaker.bare(),
        OpenPgpMaker.bare().misnamed(BOTH),
        OpenPgpMaker.bare().named("Test", BOTH, OpenPgpMaker.pair()),
        OpenPgpMaker.bare().named(BOTH.with(HashAlgorithmTags.SHA1)),
        OpenPgpMaker.rsa(2048).named(BOTH.with(HashAlgorithmTags.MD5)),
        OpenPgpMaker.bare().direct(BOTH.with(HashAlgorithmTags.RIPEMD160)),
        OpenPgpMaker.bare().subkey(Word.of(SIGN)));
  }

  @ParameterizedTest
  @MethodSource
  void whatNobodyCanRelyOn(OpenPgpMaker key) {
    assertThat(problem(key)).contains("alice.asc").contains("no signature of its own that counts");
  }

  @Test
  void aKeyForNothingButEncryptionIsAMistakeInTheList() {
    OpenPgpMaker key = OpenPgpMaker.bare().named(Word.of(CERTIFY | ENCRYPT));

    assertThat(problem(key.subkey(Word.of(ENCRYPT)))).contains("no key for signing");
  }

  @Test
  void aShortRsaKeyIsAMistakeInTheList() {
    assertThat(problem(OpenPgpMaker.rsa(1024).named(BOTH))).contains("too weak");
    assertThat(trusted(OpenPgpMaker.rsa(2048).named(BOTH))).contains("@alice");
  }

  @Test
  void theNewestWordOfTheKeyCounts() {
    Word shorter = BOTH.keyLasting(DAY).at(MADE.plusSeconds(2));
    Word longer = BOTH.at(MADE.plusSeconds(1));

    assertThat(trusted(OpenPgpMaker.bare().named(shorter).named(BOTH))).isEmpty();
    assertThat(trusted(OpenPgpMaker.bare().named(BOTH.keyLasting(DAY)).named(longer)))
        .contains("@alice");
  }

  @Test
  void theNewestBindingOfASubkeyCounts() {
    Word later = Word.of(SIGN).at(MADE.plusSeconds(1));
    OpenPgpMaker ended = OpenPgpMaker.good().subkey(Word.of(SIGN));
    OpenPgpMaker renewed = OpenPgpMaker.good().subkey(Word.of(SIGN).keyLasting(DAY));

    assertThat(trusted(ended.boundAgain(later.keyLasting(DAY)))).isEmpty();
    assertThat(trusted(renewed.boundAgain(later))).contains("@alice");
  }

  @Test
  void anEndThatAStrangerWroteIsNone() {
    OpenPgpMaker key = OpenPgpMaker.good();
    key.named("Test <test@example.org>", BOTH.at(MADE.minusSeconds(1)), OpenPgpMaker.pair());

    assertThat(trusted(key)).contains("@alice");
  }

  @Test
  void theEarliestEndOfSeveralCounts() {
    assertThat(trusted(OpenPgpMaker.good().direct(BOTH.keyLasting(DAY)))).isEmpty();
    assertThat(trusted(OpenPgpMaker.bare().named(BOTH.lasting(DAY)))).isEmpty();
    assertThat(trusted(OpenPgpMaker.bare().named(BOTH.keyLasting(DAY)).subkey(Word.of(SIGN))))
        .isEmpty();
    assertThat(trusted(OpenPgpMaker.good().subkey(Word.of(SIGN).keyLasting(DAY)))).isEmpty();
  }

  @Test
  void aNameThatWasTakenBackSaysNothingMore() {
    OpenPgpMaker key = OpenPgpMaker.bare().named(BOTH);
    assertThat(problem(key.withoutTheName(key.primary()))).contains("no signature of its own");

    OpenPgpMaker other = OpenPgpMaker.good().withoutTheName(OpenPgpMaker.pair());
    assertThat(trusted(other)).as("a stranger took back only their own word").contains("@alice");
  }

  @ParameterizedTest
  @ValueSource(ints = {HashAlgorithmTags.MD5, HashAlgorithmTags.SHA1, HashAlgorithmTags.RIPEMD160})
  void aCommitSignedOverAWeakDigestIsNobodys(int digest) {
    OpenPgpMaker key = OpenPgpMaker.rsa(2048).named(BOTH);
    key.trustIn(signers, "alice");

    assertThat(signer(key)).contains("@alice");
    assertThat(signer(key.signing(digest, packets -> {}))).isEmpty();
  }

  @Test
  void aSignatureThatEndsOrSetsAConditionIsNobodys() {
    OpenPgpMaker key = OpenPgpMaker.good();
    key.trustIn(signers, "alice");
    int digest = HashAlgorithmTags.SHA256;

    assertThat(signer(key.signing(digest, packets -> packets.setSignatureExpirationTime(1))))
        .isEmpty();
    assertThat(
            signer(key.signing(digest, packets -> packets.addNotationData(true, true, "a@b", "c"))))
        .isEmpty();
    assertThat(
            signer(
                key.signing(digest, packets -> packets.addNotationData(false, true, "a@b", "c"))))
        .contains("@alice");
  }

  @Test
  void aSignatureThatNamesAnotherKeysFingerprintIsNobodys() {
    OpenPgpMaker key = OpenPgpMaker.good();
    key.trustIn(signers, "alice");
    PGPPublicKey other = OpenPgpMaker.good().primary().getPublicKey();

    assertThat(signer(naming(key, other))).isEmpty();
    assertThat(signer(naming(key, key.primary().getPublicKey()))).contains("@alice");
  }

  private static SigningKey naming(OpenPgpMaker key, PGPPublicKey named) {
    return key.signing(
        HashAlgorithmTags.SHA256, packets -> packets.setIssuerFingerprint(false, named));
  }

  @Test
  void ofTwoKeysWithOneIdTheFingerprintTells() throws PGPException, IOException {
    PGPPublicKey one = colliding((byte) 1);
    PGPPublicKey other = colliding((byte) 2);
    OpenPgpKeys keys = new OpenPgpKeys(List.of(key("@alice", one), key("@mallory", other)));
    OpenPgpMaker signing = OpenPgpMaker.good();

    PGPSignature byId = signature(signing, one, false);
    PGPSignature byFingerprint = signature(signing, one, true);

    assertThat(one.getKeyID()).isEqualTo(other.getKeyID()).isEqualTo(byId.getKeyID());
    assertThat(keys.of(byId)).isEmpty();
    assertThat(keys.of(byFingerprint).map(key -> key.signer().name())).contains("@alice");
  }

  private static OpenPgpKey key(String name, PGPPublicKey key) {
    return new OpenPgpKey(key, new Signer(name, name), Instant.MAX);
  }

  /** A key whose fingerprint differs from others' only in the part that is no id. */
  private static PGPPublicKey colliding(byte begin) throws PGPException {
    PublicKeyPacket packet = OpenPgpMaker.pair().getPublicKey().getPublicKeyPacket();
    byte[] fingerprint = new byte[20];
    fingerprint[0] = begin;
    fingerprint[19] = 7;
    return new PGPPublicKey(packet, given -> fingerprint);
  }

  private static PGPSignature signature(OpenPgpMaker by, PGPPublicKey named, boolean whole)
      throws PGPException, IOException {
    PGPSignature made =
        by.signed(
            new byte[0],
            HashAlgorithmTags.SHA256,
            packets -> {
              packets.setIssuerKeyID(false, named.getKeyID());
              if (whole) {
                packets.setIssuerFingerprint(false, named);
              }
            });
    return new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(made.getEncoded())));
  }

  @Test
  void theListChangesItsIdWhenAKeyEnds() {
    Instant end = MADE.plus(DAY);
    OpenPgpMaker.bare().named(BOTH.keyLasting(DAY)).trustIn(signers, "alice");
    SignerKeys keys = SignerKeys.read(signers);

    assertThat(keys.id(end.minusSeconds(2))).isEqualTo(keys.id(end.minusSeconds(1)));
    assertThat(keys.id(end)).isNotEqualTo(keys.id(end.minusSeconds(1)));
  }

  @Test
  void theListChangesItsIdWhenAKeyIsRevokedOrIsForSomethingElse() {
    OpenPgpMaker key = OpenPgpMaker.good().subkey(Word.of(SIGN));
    key.trustIn(signers, "alice");
    String before = SignerKeys.read(signers).id(NOW);

    key.boundAgain(Word.of(ENCRYPT).at(MADE.plusSeconds(1))).trustIn(signers, "alice");
    String less = SignerKeys.read(signers).id(NOW);
    key.revoked().trustIn(signers, "alice");

    assertThat(less).isNotEqualTo(before);
    assertThat(SignerKeys.read(signers).id(NOW)).isNotIn(before, less);
  }
}
