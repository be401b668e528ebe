package io.riparian.connect;

/**
 * One request to one worker, as it may be named in a message: no query, no body, no credential.
 *
 * @param worker host and port
 */
record Call(String worker, String method, String path, Effect effect) {

  /** What the call does to the cluster, which decides what a broken answer means. */
  enum Effect {
    /** Nothing: it may be asked again, of any worker. */
    NONE,
    /** It brings a connector into being, unless one of that name exists. */
    CREATES,
    /** It changes or removes what is there. */
    CHANGES
  }

  boolean writes() {
    return effect != Effect.NONE;
  }

  @Override
  public String toString() {
    return method + " " + path + " at " + worker;
  }
}
