package io.riparian.app;

/** What became of a webhook. */
enum DeliveryResult {
  TAKEN,
  /** The same delivery came before. */
  REPEATED,
  /** Of a kind that is of no use. */
  IGNORED,
  /** About another repository. */
  FOREIGN,
  /** Not proven with a secret that is known here. */
  FORGED,
  /** Not understood. */
  STRANGE,
  TOO_LARGE
}
