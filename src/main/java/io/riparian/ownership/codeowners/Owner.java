package io.riparian.ownership.codeowners;

import java.util.Locale;
import java.util.Optional;

/**
 * Somebody a line names.
 *
 * @param text as it is written
 */
public record Owner(String text, Kind kind) {

  /** In characters; no forge has a longer name, and a longer one is not looked through. */
  static final int LONGEST = 320;

  /** What an owner may be. */
  public enum Kind {
    /** {@code @login}; in GitLab a group too. */
    USER,
    /** {@code @organisation/team}. */
    TEAM,
    /** A mail address. */
    EMAIL,
    /** {@code @@maintainer}: everybody who has that role. GitLab only. */
    ROLE
  }

  /** The owner that this text names in either dialect; empty when it names none. */
  public static Optional<Owner> of(String text) {
    return GitHubReading.owner(text)
        .or(
            () ->
                Optional.of(text)
                    .filter(GitLabOwners::isOwner)
                    .map(GitLabOwners::in)
                    .map(list -> list.get(0)));
  }

  /** By this two owners are compared: names that differ only in case are one. */
  public String id() {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return text;
  }
}
