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

  /** The call without whose it is, as one of a fixed list. */
  String operation() {
    String[] parts = path.split("/", -1);
    if (parts.length > 2 && !parts[1].equals("admin")) {
      parts[2] = parts[1].equals("connector-plugins") ? "{class}" : "{name}";
    }
    return method + " " + String.join("/", parts);
  }

  @Override
  public String toString() {
    return method + " " + path + " at " + worker;
  }
}
