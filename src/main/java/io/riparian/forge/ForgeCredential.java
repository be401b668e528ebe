package io.riparian.forge;

import java.nio.file.Path;

/** What we show a forge to be let in. Its text form never holds a secret. */
public sealed interface ForgeCredential {

  <R> R accept(Visitor<R> visitor);

  /** A token of somebody's account, or of a project. */
  record Token(String value) implements ForgeCredential {
    public Token {
      if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new IllegalArgumentException(
            "the forge's token is empty, or holds a character no HTTP header may carry");
      }
    }

    /** The value of the {@code Authorization} header; all forges take it so. */
    String authorization() {
      return "Bearer " + value;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.token(this);
    }

    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * A GitHub App, as it is installed in an organisation.
   *
   * @param privateKey PEM, PKCS#1 as GitHub makes it or PKCS#8; read whenever it is used
   */
  record App(long app, long installation, Path privateKey) implements ForgeCredential {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.app(this);
    }
  }

  /** One answer for each kind of credential. */
  interface Visitor<R> {
    R token(Token token);

    R app(App app);
  }
}
