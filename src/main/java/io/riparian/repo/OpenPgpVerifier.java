package io.riparian.repo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Verifies OpenPGP signatures with our own keys. A key that is revoked, or has expired by today's
 * date, signs nothing: a signature says of itself what date it likes. Nor does one count whose
 * digest can be made to collide.
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
    Optional<OpenPgpKey> key =
        keys.ofOpenPgp(signature).filter(known -> known.isValid(clock.instant()));
    if (key.isEmpty() || !isAcceptable(signature)) {
      return Optional.empty();
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), key.get().key());
    signature.update(data);
    return signature.verify() ? key.map(OpenPgpKey::signer) : Optional.empty();
  }

  /** One that ends would prove something today that it does not prove tomorrow. */
  private static boolean isAcceptable(PGPSignature signature) {
    return signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
        && OpenPgpCertificate.isStrong(signature)
        && signature.getHashedSubPackets().getSignatureExpirationTime() == 0;
  }
}
