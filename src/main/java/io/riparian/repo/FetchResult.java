package io.riparian.repo;

import java.util.Optional;

/**
 * What a look at the remote ref brought. Whatever happened, {@link #head()} is the revision to go
 * on with: the last one that was handed out, or the new one if it descends from that.
 */
public sealed interface FetchResult {
  /** The revision in force after this fetch; empty as long as no fetch has ever succeeded. */
  Optional<String> head();

  <R> R accept(Visitor<R> visitor);

  /** The ref is where it was. */
  record Unchanged(String revision) implements FetchResult {
    @Override
    public Optional<String> head() {
      return Optional.of(revision);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unchanged(this);
    }
  }

  /** Nothing had been handed out before. */
  record First(String revision) implements FetchResult {
    @Override
    public Optional<String> head() {
      return Optional.of(revision);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.first(this);
    }
  }

  /** The ref moved on to a descendant. */
  record Advanced(String from, String to) implements FetchResult {
    @Override
    public Optional<String> head() {
      return Optional.of(to);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.advanced(this);
    }
  }

  /**
   * The ref points to a commit that does not descend from the head; everything freezes. It comes
   * again at every fetch until {@link GitMirror#acknowledge} names the candidate, or until the ref
   * descends from the head again.
   */
  record Rewritten(String accepted, String candidate) implements FetchResult {
    @Override
    public Optional<String> head() {
      return Optional.of(accepted);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rewritten(this);
    }
  }

  /**
   * The remote could not be asked, or its answer could not be used. The mirror stays as it was.
   *
   * @param detail one line for a person, without secrets
   */
  record Failed(Optional<String> head, Reason reason, String detail) implements FetchResult {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.failed(this);
    }
  }

  /** One answer for each kind of result. */
  interface Visitor<R> {
    R unchanged(Unchanged unchanged);

    R first(First first);

    R advanced(Advanced advanced);

    R rewritten(Rewritten rewritten);

    R failed(Failed failed);
  }

  /** Why a fetch failed. */
  enum Reason {
    /** No answer, a connection that broke, or a server that says it is unwell. */
    UNREACHABLE("the Git server cannot be reached"),
    /** The server took longer than the configured timeout. */
    TIMED_OUT("the Git server did not answer in time"),
    /** The credentials are missing, wrong or not allowed to read this repository. */
    UNAUTHORIZED("the Git server refuses our credentials"),
    /** The SSH host key is not the one in known_hosts. */
    HOST_KEY("the SSH host key is not in known_hosts"),
    /** The TLS certificate is not trusted, or no common protocol was found. */
    TLS("no trusted TLS connection"),
    /** The server points elsewhere; credentials do not follow, the URL must be changed. */
    REDIRECTED("the Git server redirects; configure the new URL"),
    /** The server knows no such repository, or hides it from us. */
    REPOSITORY_MISSING("there is no such repository"),
    /** The repository has no such ref: the branch is gone or was never there. */
    REF_MISSING("the repository has no such ref"),
    /** The ref points to something other than a commit. */
    REF_NOT_A_COMMIT("the ref does not point to a commit"),
    /** The server sent objects that are malformed, dangerous or incomplete. */
    BAD_OBJECT("the Git server sent objects that cannot be trusted"),
    /** The server said something that is not Git. */
    PROTOCOL("the Git server's answer was not understood"),
    /** The mirror's own directory cannot be read or written. */
    MIRROR_UNUSABLE("the local mirror cannot be used");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** The same in words. */
    public String sentence() {
      return sentence;
    }
  }
}
