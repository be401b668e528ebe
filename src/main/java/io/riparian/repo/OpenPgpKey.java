package io.riparian.repo;

import java.time.Instant;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * An OpenPGP key that is for signing, by the word of the primary key that it belongs to.
 *
 * @param end from when on it signs nothing; always, for one that was revoked
 */
record OpenPgpKey(PGPPublicKey key, Signer signer, Instant end) {

  boolean isValid(Instant now) {
    return now.isBefore(end);
  }
}
