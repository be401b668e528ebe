package io.riparian.forge;

import java.util.OptionalLong;
import java.util.Set;

/**
 * A forge's word that something happened. It is a hint to look, and no fact is taken from it.
 *
 * @param id the forge's own for it; a second one with the same is the same
 * @param subject what to look at
 * @param request which one, where the subject is a request
 * @param repository every URL that it names its repository by
 */
public record Delivery(String id, Subject subject, OptionalLong request, Set<String> repository) {
  public Delivery {
    repository = Set.copyOf(repository);
  }

  /** What to look at. */
  public enum Subject {
    /** Something was pushed. */
    BRANCH,
    /** A request, or what was said of it. */
    REQUEST,
    /** Nothing of ours. */
    NOTHING
  }
}
