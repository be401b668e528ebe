package io.riparian.forge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is true on a forge, in words that are no forge's own. A fake server answers it in those of
 * its forge, and notes here what it is told.
 */
final class ForgeWorld {
  static final ForgeRepository REPOSITORY = new ForgeRepository("acme/connect", "main");

  static final Person US = new Person(900, "riparian", false);
  static final Person ALICE = new Person(1, "alice", false);
  static final Person BOB = new Person(2, "bob", false);
  static final Person CAROL = new Person(3, "carol", false);
  static final Person ROBOT = new Person(4, "renovate", true);

  /** When things are said, if it does not matter. */
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** Everybody with an account but us. */
  final List<Person> people = new ArrayList<>(List.of(ALICE, BOB, CAROL, ROBOT));

  final List<Request> requests = new ArrayList<>();
  final Map<String, List<Person>> teams = new TreeMap<>();
  final List<Comment> comments = new ArrayList<>();

  /** The newest stands for its commit. */
  final List<Verdict> verdicts = new ArrayList<>();

  /** Somebody with an account. */
  record Person(long id, String login, boolean bot) {
    Account account() {
      return new Account(Long.toString(id), login, bot);
    }
  }

  /**
   * A request to change a branch.
   *
   * @param source the branch of its head
   * @param merged as which commit; empty when it is not
   * @param closed whether it was turned down
   * @param retargeted when its branch changed, oldest first
   */
  record Request(
      long number,
      Person author,
      String source,
      String target,
      boolean fork,
      Optional<String> merged,
      boolean closed,
      List<Commit> commits,
      List<Said> said,
      List<Push> pushes,
      List<Instant> retargeted) {

    /** One of Alice's with one commit of hers, not from a fork, and open. */
    static Request of(long number) {
      return new Request(
          number,
          ALICE,
          "topic-" + number,
          "main",
          false,
          Optional.empty(),
          false,
          List.of(Commit.by(sha(number), ALICE)),
          List.of(),
          List.of(),
          List.of());
    }

    String head() {
      return commits.get(commits.size() - 1).sha();
    }

    Request to(String branch) {
      return new Request(
          number, author, source, branch, fork, merged, closed, commits, said, pushes, retargeted);
    }

    Request fromAFork() {
      return new Request(
          number, author, source, target, true, merged, closed, commits, said, pushes, retargeted);
    }

    Request mergedAs(String commit) {
      return new Request(
          number,
          author,
          source,
          target,
          fork,
          Optional.of(commit),
          closed,
          commits,
          said,
          pushes,
          retargeted);
    }

    Request turnedDown() {
      return new Request(
          number, author, source, target, fork, merged, true, commits, said, pushes, retargeted);
    }

    Request with(Commit... all) {
      return new Request(
          number,
          author,
          source,
          target,
          fork,
          merged,
          closed,
          List.of(all),
          said,
          pushes,
          retargeted);
    }

    Request with(Said... all) {
      return new Request(
          number,
          author,
          source,
          target,
          fork,
          merged,
          closed,
          commits,
          List.of(all),
          pushes,
          retargeted);
    }

    Request with(Push... all) {
      return new Request(
          number,
          author,
          source,
          target,
          fork,
          merged,
          closed,
          commits,
          said,
          List.of(all),
          retargeted);
    }

    /** Once it was to other branches, until then. */
    Request retargeted(Instant... all) {
      return new Request(
          number,
          author,
          source,
          target,
          fork,
          merged,
          closed,
          commits,
          said,
          pushes,
          List.of(all));
    }
  }

  /** A commit, and whose accounts its two mail addresses are. */
  record Commit(String sha, Optional<Person> author, Optional<Person> committer) {
    static Commit by(String sha, Person author) {
      return new Commit(sha, Optional.of(author), Optional.of(author));
    }

    Commit committedBy(Person other) {
      return new Commit(sha, author, Optional.of(other));
    }
  }

  /**
   * What somebody said of a request.
   *
   * @param commit the newest at that time
   */
  record Said(Person by, Review.State state, String commit, Instant at) {
    Said(Person by, Review.State state, String commit) {
      this(by, state, commit, NOON);
    }
  }

  /** A push to the branch of a request. */
  record Push(Person by, String before, String after, boolean forced) {}

  /** A comment as it stands. */
  record Comment(long id, long request, Person by, String body) {}

  /** A verdict as it is shown. */
  record Verdict(
      long id, String head, Check.Conclusion conclusion, String title, int annotations) {}

  ForgeWorld with(Request... all) {
    requests.addAll(List.of(all));
    return this;
  }

  Optional<Request> request(long number) {
    return requests.stream().filter(request -> request.number() == number).findFirst();
  }

  /** Of comments and verdicts. */
  long nextId() {
    return 1_000L + comments.size() + verdicts.size();
  }

  /** A commit that is told from others by a number. */
  static String sha(long number) {
    return "%040x".formatted(number);
  }
}
