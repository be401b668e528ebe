package io.riparian.forge;

import io.riparian.forge.ChangeRequest.State;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GiteaAnswers.Happening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What happened on a pull request, read oldest first, as far as it has to be known. A timeline does
 * not say how long it is, and its pages leave things out, at times all they have: comments on
 * lines, of which there may be very many.
 */
final class GiteaTimeline {
  private static final String BASE_CHANGE = "change_target_branch";

  /** Whatever comes after it, the base stays. */
  private static final String MERGE = "merge_pull";

  /** So many pages may show nothing before it is taken to have ended. */
  private static final int MOST_EMPTY = 3;

  private final GiteaPushes pushes;
  private @Nullable Instant baseChanged;
  private boolean merged;

  private GiteaTimeline(String head) {
    this.pushes = new GiteaPushes(head);
  }

  /**
   * Reads until it is known who pushed the head, which may be never.
   *
   * @param page what is told on a page, the first of which is 1
   */
  static GiteaTimeline toTheHead(ChangeRequest request, IntFunction<List<Happening>> page) {
    GiteaTimeline read = new GiteaTimeline(request.head());
    int empty = 0;
    for (int at = 1; at <= ForgeCalls.MAX_PAGES && empty < MOST_EMPTY; at++) {
      empty = read.add(page.apply(at)) ? 0 : empty + 1;
      if (read.pushes.isHeadKnown()) {
        break;
      }
    }
    return read;
  }

  /**
   * Reads until the base cannot change any more, which is the merge; of a request that is not
   * merged, to where the timeline seems to end.
   *
   * @param page what is told on a page, the first of which is 1
   * @throws ForgeFailure {@code BAD_ANSWER} when that is not told
   */
  static GiteaTimeline toTheLastBase(ChangeRequest request, IntFunction<List<Happening>> page) {
    GiteaTimeline read = new GiteaTimeline(request.head());
    int empty = 0;
    for (int at = 1; at <= ForgeCalls.MAX_PAGES; at++) {
      empty = read.add(page.apply(at)) ? 0 : empty + 1;
      if (request.state() == State.MERGED ? read.merged : empty == MOST_EMPTY) {
        return read;
      }
    }
    throw new ForgeFailure(
        Kind.BAD_ANSWER,
        "the timeline of pull request "
            + request.number()
            + " is not told to its end: nobody knows whether its base changed");
  }

  /** Whether there is anything. */
  private boolean add(List<Happening> happened) {
    pushes.add(happened);
    for (Happening each : happened) {
      if (each.type().equals(BASE_CHANGE)) {
        baseChanged = later(each.createdAt().orElse(Instant.MAX));
      }
      merged = merged || each.type().equals(MERGE);
    }
    return !happened.isEmpty();
  }

  private Instant later(Instant at) {
    return baseChanged != null && baseChanged.isAfter(at) ? baseChanged : at;
  }

  GiteaPushes pushes() {
    return pushes;
  }

  /** When it did last, as far as it was read; empty for never. */
  Optional<Instant> baseChanged() {
    return Optional.ofNullable(baseChanged);
  }
}
