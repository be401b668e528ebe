package io.riparian.repo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Verifies OpenPGP signatures with our own keys. A key that is revoked, or has expired by today's
 * date, signs nothing: a signature says of itself what date it likes.
 */
final class OpenPgpVerifier {
  private final SignerKeys keys;
  private final InstantSource clock;

  OpenPgpVerifier(SignerKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Whose signature it is; empty when it is nobody's, or not of these bytes. */
  Optional<Signer> signerOf(byte[] data, byte[] armoured) throws IOException, PGPException {
    Object first =
        new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured)))
            .nextObject();
    if (!(first instanceof PGPSignatureList signatures) || signatures.size() != 1) {
      return Optional.empty();
    }
    PGPSignature signature = signatures.get(0);
    Optional<SignerKeys.OpenPgpKey> known = keys.ofOpenPgp(signature.getKeyID());
    if (known.isEmpty()
        || !isGood(known.get().primary())
        || !isGood(known.get().key())
        || signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
      return Optional.empty();
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), known.get().key());
    signature.update(data);
    return signature.verify() ? Optional.of(known.get().signer()) : Optional.empty();
  }

  private boolean isGood(PGPPublicKey key) {
    return !key.hasRevocation()
        && (key.getValidSeconds() == 0
            || clock
                .instant()
                .isBefore(key.getCreationTime().toInstant().plusSeconds(key.getValidSeconds())));
  }
}
