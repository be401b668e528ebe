package io.riparian.repo;

import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.bouncycastle.openpgp.PGPException;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.signing.ssh.SigningKeyDatabase;
import org.eclipse.jgit.signing.ssh.VerificationException;
import org.jspecify.annotations.Nullable;

/**
 * Says who signed a commit, by our own keys and by nothing else: no file of the account, no date
 * that a commit claims. What cannot be verified is signed by nobody.
 */
final class CommitSignatures {
  private static final String NAMESPACE = "git";

  /** JGit finds its keys and verifiers in registries of the process; they ask here. */
  private static final ThreadLocal<@Nullable CommitSignatures> ASKING = new ThreadLocal<>();

  private final Repository repository;
  private final SignerKeys keys;
  private final OpenPgpVerifier openPgp;
  private Optional<Signer> found = Optional.empty();

  CommitSignatures(Repository repository, SignerKeys keys, InstantSource clock) {
    this.repository = repository;
    this.keys = keys;
    this.openPgp = new OpenPgpVerifier(keys, clock);
    install();
  }

  private static synchronized void install() {
    SigningKeyDatabase.setInstance(new OwnKeys());
    SignatureVerifiers.set(GpgFormat.OPENPGP, new OwnVerifier());
  }

  Optional<Signer> signerOf(RevCommit commit) {
    byte[] signature = commit.getRawGpgSignature();
    if (signature == null || (SshSignature.is(signature) && !SshSignature.isStrong(signature))) {
      return Optional.empty();
    }
    ASKING.set(this);
    found = Optional.empty();
    try {
      SignatureVerifier.SignatureVerification result =
          SignatureVerifiers.verify(repository, new GpgConfig(repository.getConfig()), commit);
      return result != null && result.verified() && !result.expired() ? found : Optional.empty();
    } catch (IOException | RuntimeException unverifiable) {
      return Optional.empty();
    } finally {
      ASKING.remove();
    }
  }

  private static CommitSignatures asking() {
    CommitSignatures asking = ASKING.get();
    if (asking == null) {
      throw new IllegalStateException("signatures are verified by the mirror alone");
    }
    return asking;
  }

  /** Answers JGit's verifier of SSH signatures. */
  private static final class OwnKeys implements SigningKeyDatabase {
    @Override
    public boolean isRevoked(Repository repository, GpgConfig config, PublicKey key) {
      return false;
    }

    @Override
    public String isAllowed(
        Repository repository,
        GpgConfig config,
        PublicKey key,
        String namespace,
        @Nullable PersonIdent ident)
        throws VerificationException {
      CommitSignatures asking = asking();
      asking.found =
          key instanceof OpenSshCertificate || !NAMESPACE.equals(namespace)
              ? Optional.empty()
              : asking.keys.ofSsh(key);
      return asking
          .found
          .map(Signer::name)
          .orElseThrow(() -> new VerificationException(false, "nobody's key"));
    }
  }

  /** Stands where JGit has no verifier, or one that reads the account's key ring. */
  private static final class OwnVerifier implements SignatureVerifier {
    @Override
    public SignatureVerification verify(
        Repository repository, GpgConfig config, byte[] data, byte[] signature) throws IOException {
      CommitSignatures asking = asking();
      try {
        asking.found = asking.openPgp.signerOf(data, signature);
      } catch (PGPException damaged) {
        asking.found = Optional.empty();
      }
      return new SignatureVerification(
          getName(),
          Date.from(Instant.EPOCH),
          "",
          asking.found.map(Signer::fingerprint).orElse(""),
          asking.found.map(Signer::name).orElse(""),
          asking.found.isPresent(),
          false,
          TrustLevel.UNKNOWN,
          "");
    }

    @Override
    public String getName() {
      return "riparian";
    }

    @Override
    public void clear() {}
  }
}
