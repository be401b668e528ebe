package io.riparian.plan;

import java.time.Instant;

/**
 * A change we will not make now, with its reason. It covers the whole cluster when {@code
 * connector} is empty.
 *
 * @param why one sentence for people, with what to do
 * @param digest what an operator acknowledges to let it through; empty text when nothing can be
 *     acknowledged
 * @param until when it ends by itself, or {@link #NOT_BY_ITSELF}
 */
public record Deferral(
    String cluster,
    String connector,
    DeferralReason reason,
    String why,
    String digest,
    Instant until) {

  /** No hour ends it. */
  public static final Instant NOT_BY_ITSELF = Instant.MAX;

  /** One that no hour ends. */
  public Deferral(
      String cluster, String connector, DeferralReason reason, String why, String digest) {
    this(cluster, connector, reason, why, digest, NOT_BY_ITSELF);
  }

  static Deferral ofCluster(String cluster, DeferralReason reason, String why, String digest) {
    return new Deferral(cluster, "", reason, why, digest);
  }

  public boolean coversCluster() {
    return connector.isEmpty();
  }
}
