package io.riparian.repo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * Finds the key that a signature names. An id is half a fingerprint, and two keys can be made to
 * share one: then the signature must name the whole fingerprint, or it is nobody's.
 */
final class OpenPgpKeys {
  private final Map<Long, List<OpenPgpKey>> byId = new HashMap<>();

  OpenPgpKeys(Collection<OpenPgpKey> keys) {
    keys.forEach(
        key ->
            byId.merge(
                key.key().getKeyID(),
                List.of(key),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
  }

  Optional<OpenPgpKey> of(PGPSignature signature) {
    List<OpenPgpKey> candidates = byId.getOrDefault(signature.getKeyID(), List.of());
    IssuerFingerprint named = signature.getHashedSubPackets().getIssuerFingerprint();
    if (named != null) {
      candidates =
          candidates.stream()
              .filter(key -> key.key().hasFingerprint(named.getFingerprint()))
              .toList();
    }
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }
}
