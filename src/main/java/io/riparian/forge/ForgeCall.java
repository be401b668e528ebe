package io.riparian.forge;

/**
 * One request to a forge, as it may be named in a message: no query, no body, no credential.
 *
 * @param forge as people call it: {@code GitHub}
 * @param host host and port
 */
record ForgeCall(String forge, String host, String method, String path) {
  ForgeFailure failure(ForgeFailure.Kind kind, String sentence) {
    return new ForgeFailure(kind, this + ": " + sentence);
  }

  @Override
  public String toString() {
    return method + " " + path + " at " + host;
  }
}
