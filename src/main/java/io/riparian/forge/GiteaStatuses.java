package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GiteaAnswers.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The verdicts that we show beside commits. Each adds to those before, and the newest stands. */
final class GiteaStatuses {
  private static final TypeReference<List<Shown>> STATUSES = new TypeReference<>() {};

  private final GiteaCalls calls;
  private final String owner;
  private final String repo;
  private final String path;
  private final String name;

  GiteaStatuses(GiteaCalls calls, ForgeRepository repository, String name) {
    this.calls = calls;
    this.owner = repository.owner();
    this.repo = repository.name();
    this.path = "/repos/" + repository.path() + "/statuses/";
    this.name = name;
  }

  /** Nothing is sent when it stands there already. */
  void show(Check check) {
    GiteaApi.Status status = new GiteaApi.Status(state(check.conclusion()), name, check.title());
    if (!newest(check.head()).filter(shown -> isSame(shown, status)).isPresent()) {
      calls.expect(
          calls.call("POST", path + check.head()),
          (asked, as) -> asked.status(as, owner, repo, check.head(), status));
    }
  }

  /** A status knows no neutral verdict that lets pass. */
  private static String state(Check.Conclusion conclusion) {
    return switch (conclusion) {
      case PENDING -> "pending";
      case SUCCESS, NEUTRAL -> "success";
      case FAILURE -> "failure";
    };
  }

  private Optional<Shown> newest(String head) {
    return calls
        .list(
            calls.call("GET", path + head),
            STATUSES,
            (asked, as, page, limit) -> asked.statuses(as, owner, repo, head, page, limit))
        .stream()
        .filter(shown -> shown.context().equals(name))
        .max(Comparator.comparingLong(Shown::id));
  }

  private static boolean isSame(Shown shown, GiteaApi.Status status) {
    return shown.status().equals(status.state())
        && shown.description().equals(Optional.of(status.description()));
  }
}
