package io.riparian.repo;

import java.nio.file.Path;

/**
 * How the daemon proves to the Git server who it is. Secrets leave a record only towards the
 * configured host; none of them is ever printed.
 */
public sealed interface GitCredentials {
  <R> R accept(Visitor<R> visitor);

  /** The text with this credential's secrets struck out. */
  String redact(String text);

  /** The repository may be read by anybody, or lies on this machine. */
  record None() implements GitCredentials {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.none(this);
    }

    @Override
    public String redact(String text) {
      return text;
    }
  }

  /** HTTP basic authentication; most forges take a token as the password. */
  record Basic(String user, String password) implements GitCredentials {
    public Basic {
      requireText(user, "user");
      requireText(password, "password");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.basic(this);
    }

    @Override
    public String redact(String text) {
      return text.replace(password, REDACTED);
    }

    /** Forges take a token as the user too, so neither is told. */
    @Override
    public String toString() {
      return "Basic[" + REDACTED + "]";
    }
  }

  /** An HTTP bearer token. */
  record Token(String value) implements GitCredentials {
    public Token {
      requireText(value, "token");
      if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new IllegalArgumentException("the token holds a character no HTTP header may carry");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.token(this);
    }

    @Override
    public String redact(String text) {
      return text.replace(value, REDACTED);
    }

    @Override
    public String toString() {
      return "Token[" + REDACTED + "]";
    }
  }

  /**
   * A private key for SSH, and the hosts it may be shown to. A host whose key is not in {@code
   * knownHosts} is refused: nothing is trusted on first use and the file is never written.
   *
   * @param passphrase empty if the key has none
   */
  record SshKey(Path privateKey, String passphrase, Path knownHosts) implements GitCredentials {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sshKey(this);
    }

    @Override
    public String redact(String text) {
      return passphrase.isEmpty() ? text : text.replace(passphrase, REDACTED);
    }

    @Override
    public String toString() {
      return "SshKey[privateKey=" + privateKey + ", knownHosts=" + knownHosts + "]";
    }
  }

  /** One answer for each kind of credential. */
  interface Visitor<R> {
    R none(None none);

    R basic(Basic basic);

    R token(Token token);

    R sshKey(SshKey key);
  }

  String REDACTED = "•••";

  private static void requireText(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + what + " of the Git credentials is empty");
    }
  }
}
