package io.riparian.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.riparian.forge.GiteaAnswers.Happening;
import io.riparian.forge.GiteaAnswers.Pushed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who pushed to a pull request, told from its timeline, oldest first. It is enough to hear of the
 * push with which its head came, because all that the head holds was pushed by then; until then
 * nobody is known to have had no part in it.
 */
final class GiteaPushes {
  private static final String PUSH = "pull_push";

  private final String head;
  private final Set<Account> by = new HashSet<>();
  private boolean known;

  GiteaPushes(String head) {
    this.head = head;
  }

  /** Hears what happened next. */
  void add(List<Happening> timeline) {
    for (Happening each : timeline) {
      if (each.type().equals(PUSH)) {
        Optional<Account> pusher = each.user().flatMap(GiteaAnswers.User::account);
        pusher.ifPresent(by::add);
        known = known || (pusher.isPresent() && commits(each).contains(head));
      }
    }
  }

  /** A push has no text of anybody's; what was pushed stands in its place. */
  private static List<String> commits(Happening push) {
    try {
      return ForgeAnswer.JSON.readValue(push.body().orElse(""), Pushed.class).commitIds();
    } catch (JsonProcessingException notToldSo) {
      return List.of();
    }
  }

  /** Whether it is known who pushed the head. */
  boolean isHeadKnown() {
    return known;
  }

  /** All of whom it was heard, even if history was rewritten since: their work may be in it. */
  Set<Account> by() {
    return Set.copyOf(by);
  }
}
