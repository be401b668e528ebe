package io.riparian.plan;

/**
 * A change we will not make now, with its reason. It covers the whole cluster when {@code
 * connector} is empty.
 *
 * @param why one sentence for people, with what to do
 * @param digest what an operator acknowledges to let it through; empty text when nothing can be
 *     acknowledged
 */
public record Deferral(
    String cluster, String connector, DeferralReason reason, String why, String digest) {

  static Deferral ofCluster(String cluster, DeferralReason reason, String why, String digest) {
    return new Deferral(cluster, "", reason, why, digest);
  }

  public boolean coversCluster() {
    return connector.isEmpty();
  }
}
