package io.riparian.repo;

import static io.riparian.repo.OpenPgpMaker.SIGN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.repo.OpenPgpMaker.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who signed a commit is told by our own keys, whatever the commit says of itself. */
class CommitSignaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private Path directory;
  private Path signers;
  private Upstream upstream;
  private GitMirror mirror;
  private String first;

  @BeforeEach
  void begin(@TempDir Path temporary) throws IOException {
    directory = temporary;
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

  private List<BranchCommit> branch() {
    mirror.fetch();
    return mirror.branch(
        first, mirror.head().orElseThrow(), SignerKeys.read(signers), InstantSource.fixed(NOW));
  }

  private Optional<String> signer() {
    List<BranchCommit> branch = branch();
    return branch.get(branch.size() - 1).signer().map(Signer::name);
  }

  private SigningKey ssh() {
    return SigningKey.ssh(directory);
  }

  @Test
  void whoeverHoldsTheKeySignedIt() {
    SigningKey alice = ssh();
    alice.trustIn(signers, "Alice");
    upstream.signedBy(alice).file("a", "2").commit("second");

    assertThat(branch())
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.parent()).isEqualTo(first);
              assertThat(commit.signer().map(Signer::name)).contains("@alice");
              assertThat(commit.signer().map(Signer::fingerprint).orElse("")).startsWith("SHA256:");
            });
  }

  @Test
  void anOpenPgpKeySignsToo() {
    SigningKey alice = SigningKey.openPgp();
    alice.trustIn(signers, "alice");
    upstream.signedBy(alice).file("a", "2").commit("second");

    assertThat(signer()).contains("@alice");
  }

  @Test
  void withoutASignatureNobodyDid() {
    ssh().trustIn(signers, "alice");
    upstream.file("a", "2").commit("second");

    assertThat(signer()).isEmpty();
  }

  @Test
  void anUnknownKeyIsNobodys() {
    ssh().trustIn(signers, "alice");
    upstream.signedBy(ssh()).file("a", "2").commit("second");
    assertThat(signer()).isEmpty();

    SigningKey.openPgp().trustIn(signers, "bob");
    upstream.signedBy(SigningKey.openPgp()).file("a", "3").commit("third");
    assertThat(signer()).isEmpty();
  }

  @Test
  void aSignatureOfAnotherCommitIsWorthNothing() {
    SigningKey alice = ssh();
    alice.trustIn(signers, "alice");
    SigningKey replayed =
        new SigningKey() {
          @Override
          public GpgSignature sign(Repository repository, byte[] commit) {
            return alice.sign(repository, "another one".getBytes(UTF_8));
          }

          @Override
          public void trustIn(Path where, String login) {}
        };
    upstream.signedBy(replayed).file("a", "2").commit("second");

    assertThat(signer()).isEmpty();
  }

  @Test
  void aRemovedKeyStaysRemovedWhenTheListBreaks() throws IOException {
    SigningKey alice = ssh();
    SigningKey bob = ssh();
    alice.trustIn(signers, "alice");
    bob.trustIn(signers, "bob");
    upstream.signedBy(alice).file("a", "2").commit("second");
    assertThat(signer()).contains("@alice");

    Files.delete(signers.resolve("alice.pub"));
    Files.writeString(signers.resolve("carol.pub"), "ssh-ed25519 this,is no=key\n");

    assertThat(signer()).isEmpty();
    assertThat(signer()).as("the second look").isEmpty();
    assertThat(SignerKeys.read(signers).problem()).contains("carol.pub");
    upstream.signedBy(bob).file("a", "3").commit("third");
    assertThat(signer()).as("nobody is trusted by half a list").isEmpty();
  }

  @Test
  void aKeyOfTwoPeopleIsNobodys() {
    SigningKey shared = ssh();
    shared.trustIn(signers, "alice");
    shared.trustIn(signers, "bob");
    upstream.signedBy(shared).file("a", "2").commit("second");

    assertThat(signer()).isEmpty();
    assertThat(SignerKeys.read(signers).problem()).contains("@alice").contains("@bob");
  }

  @Test
  void aBackDatedCommitDoesNotReviveAnExpiredKey() {
    Instant made = Instant.parse("2026-01-01T00:00:00Z");
    SigningKey expired = OpenPgpMaker.bare().named(Word.of(SIGN).keyLasting(Duration.ofDays(1)));
    expired.trustIn(signers, "alice");
    upstream.signedBy(expired).at(made.plusSeconds(60)).file("a", "2").commit("second");

    assertThat(signer()).isEmpty();
  }

  @Test
  void whatIsNoListOfKeysMakesNobodyTrusted() throws IOException {
    SigningKey alice = ssh();
    alice.trustIn(signers, "alice");
    Files.writeString(signers.resolve("README"), "keys");
    upstream.signedBy(alice).file("a", "2").commit("second");

    assertThat(signer()).isEmpty();
    assertThat(SignerKeys.read(signers).problem()).contains("README");
  }

  @Test
  void aMountedDirectorysOwnEntriesAreNoKeys() throws IOException {
    SigningKey alice = ssh();
    alice.trustIn(signers, "alice");
    Files.createDirectory(signers.resolve("..data"));
    upstream.signedBy(alice).file("a", "2").commit("second");

    assertThat(signer()).contains("@alice");
  }

  @Test
  void aMissingDirectoryTrustsNobody() {
    SignerKeys keys = SignerKeys.read(directory.resolve("missing"));

    assertThat(keys.problem()).isNotEmpty();
  }

  @Test
  void whatWasMergedInIsNoCommitOfTheBranch() {
    String side = upstream.file("b", "1").commitOn(List.of(first), "side");
    upstream.pointMainAt(first);
    String main = upstream.file("c", "1").commitOn(List.of(first), "main");
    String merge = upstream.commitOn(List.of(main, side), "merge");

    assertThat(branch()).extracting(BranchCommit::id).containsExactly(main, merge);
  }

  @Test
  void whatIsNotOnTheBranchIsNoPlaceToStartFrom() {
    String side = upstream.file("b", "1").commitOn(List.of(first), "side");
    String main = upstream.file("c", "1").commitOn(List.of(first), "main");
    upstream.commitOn(List.of(main, side), "merge");
    mirror.fetch();

    assertThatThrownBy(
            () ->
                mirror.branch(
                    side, mirror.head().orElseThrow(), SignerKeys.NONE, InstantSource.fixed(NOW)))
        .isInstanceOf(NotOnBranchException.class);
  }

  @Test
  void trailersAreRead() {
    upstream.file("a", "2").commit("second\n\nRiparian-Approves: payments abc\n");

    assertThat(branch().get(0).approvals()).containsExactly("payments abc");
  }

  @Test
  void whoeverTheCommitSaysCommittedItIsNobody() {
    SigningKey alice = ssh();
    alice.trustIn(signers, "ann@example.org");
    ssh().trustIn(signers, "bob@example.org");
    upstream.signedBy(alice).file("a", "2").commit("by Ann, committed by Bob, as it says");

    assertThat(signer()).contains("ann@example.org");
    upstream.signedBy(null).file("a", "3").commit("by Ann, as it says");
    assertThat(signer()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "git, sha256, SHA-256, @alice",
    "git, sha512, SHA-512, @alice",
    "file, sha512, SHA-512,",
    "git, sha-1, SHA-1,",
    "git, md5, MD5,"
  })
  void anSshSignatureIsForGitAndOverADigestOfOpenSsh(
      String namespace, String digest, String java, String whose) {
    SigningKey alice = SigningKey.sshsig(namespace, digest, java);
    alice.trustIn(signers, "alice");
    upstream.signedBy(alice).file("a", "2").commit("second");

    assertThat(signer()).isEqualTo(Optional.ofNullable(whose));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN SIGNED MESSAGE-----\nMIIEHAYJKoZIhvcNAQcC\n-----END SIGNED MESSAGE-----",
        "-----BEGIN SSH SIGNATURE-----\nnot base 64\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----",
        "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----",
        "signed, honestly"
      })
  void whatCannotBeVerifiedIsNobodys(String signature) {
    ssh().trustIn(signers, "alice");
    upstream.signedBy(saying(signature)).file("a", "2").commit("second");

    assertThat(signer()).isEmpty();
  }

  private static SigningKey saying(String signature) {
    return new SigningKey() {
      @Override
      public GpgSignature sign(Repository repository, byte[] commit) {
        return new GpgSignature(signature.getBytes(UTF_8));
      }

      @Override
      public void trustIn(Path where, String login) {}
    };
  }

  @ParameterizedTest
  @CsvSource({"RSA, 1024, RSA key of fewer than 2048 bits", "DSA, 1024, DSA key"})
  void aWeakSshKeyMakesNobodyTrusted(String kind, int bits, String problem) throws Exception {
    SigningKey alice = ssh();
    alice.trustIn(signers, "alice");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    generator.initialize(bits);
    Files.writeString(
        signers.resolve("bob.pub"),
        PublicKeyEntry.toString(generator.generateKeyPair().getPublic()) + "\n");
    upstream.signedBy(alice).file("a", "2").commit("second");

    assertThat(SignerKeys.read(signers).problem()).contains("bob.pub").contains(problem);
    assertThat(signer()).isEmpty();
  }
}
