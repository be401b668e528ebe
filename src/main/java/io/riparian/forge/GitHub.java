package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ChangeRequest.State;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GitHubAnswers.Activity;
import io.riparian.forge.GitHubAnswers.Commit;
import io.riparian.forge.GitHubAnswers.Pull;
import io.riparian.forge.GitHubAnswers.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A repository on GitHub, or on a GitHub Enterprise server. Whatever it tells of a request is told
 * of the head that was asked for, or not at all.
 */
public final class GitHub implements Forge {
  /** GitHub tells no more commits of a pull request. */
  private static final int MOST_COMMITS = 250;

  /** In whose name GitHub commits what is done on its pages; it signs that, and nobody else can. */
  private static final String OWN_COMMITTER = "web-flow";

  private static final Pattern TEAM =
      Pattern.compile("@([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9][A-Za-z0-9_.-]*)");

  private static final TypeReference<Pull> PULL = new TypeReference<>() {};
  private static final TypeReference<List<Pull>> PULLS = new TypeReference<>() {};
  private static final TypeReference<List<Commit>> COMMITS = new TypeReference<>() {};
  private static final TypeReference<List<User>> USERS = new TypeReference<>() {};

  private final GitHubApi api;
  private final GitHubCalls calls;
  private final ForgeRepository repository;
  private final String owner;
  private final String repo;
  private final GitHubReviews reviews;
  private final GitHubActivity activity;
  private final GitHubComments comments;
  private final GitHubChecks checks;

  /**
   * @param checkName under which verdicts are shown
   */
  public GitHub(
      ForgeEndpoint endpoint,
      ForgeCredential credential,
      ForgeRepository repository,
      String checkName) {
    this.api = endpoint.client(GitHubApi.class);
    this.repository = repository;
    this.owner = repository.owner();
    this.repo = repository.name();
    ForgeCalls made = new ForgeCalls(name(), endpoint);
    this.calls = new GitHubCalls(api, made, login(endpoint, credential, made));
    this.reviews = new GitHubReviews(calls, repository);
    this.activity = new GitHubActivity(calls);
    this.comments = new GitHubComments(calls, repository);
    this.checks = new GitHubChecks(calls, repository, checkName);
  }

  private GitHubLogin login(ForgeEndpoint endpoint, ForgeCredential credential, ForgeCalls made) {
    return credential.accept(
        new ForgeCredential.Visitor<>() {
          @Override
          public GitHubLogin token(ForgeCredential.Token token) {
            return new GitHubLogin.Personal(api, made, token);
          }

          @Override
          public GitHubLogin app(ForgeCredential.App app) {
            return new GitHubLogin.Installed(api, made, app, repo, endpoint.clock());
          }
        });
  }

  @Override
  public String name() {
    return "GitHub";
  }

  @Override
  public String headRef(long number) {
    return "refs/pull/" + number + "/head";
  }

  @Override
  public List<ChangeRequest> open() {
    return calls
        .list(
            get("/pulls"),
            PULLS,
            (asked, as) -> asked.open(as, owner, repo, repository.branch(), ForgeCalls.PAGE))
        .stream()
        .filter(this::isToTheBranch)
        .map(GitHub::request)
        .filter(request -> request.state() == State.OPEN)
        .toList();
  }

  @Override
  public Optional<ChangeRequest> request(long number) {
    return pull(number).map(GitHub::request);
  }

  private Optional<Pull> pull(long number) {
    try (ForgeAnswer answer =
        calls.send(get("/pulls/" + number), (asked, as) -> asked.pull(as, owner, repo, number))) {
      if (!answer.saysNotFound()) {
        return Optional.of(answer.read(PULL));
      }
    }
    // GitHub says the same of a whole repository that it hides from us.
    calls.expect(get(""), (asked, as) -> asked.repository(as, owner, repo));
    return Optional.empty();
  }

  @Override
  public List<ChangeRequest> mergedWith(String commit) {
    return calls
        .list(
            get("/commits/" + commit + "/pulls"),
            PULLS,
            (asked, as) -> asked.pullsWith(as, owner, repo, commit, ForgeCalls.PAGE))
        .stream()
        .filter(this::isToTheBranch)
        .map(GitHub::request)
        .filter(request -> request.state() == State.MERGED)
        .toList();
  }

  private boolean isToTheBranch(Pull pull) {
    return pull.base().ref().equals(repository.branch())
        && pull.base()
            .repo()
            .filter(base -> base.fullName().equalsIgnoreCase(repository.path()))
            .isPresent();
  }

  private static ChangeRequest request(Pull pull) {
    State state =
        switch (pull.state()) {
          case "open" -> State.OPEN;
          case "closed" -> pull.mergedAt().isPresent() ? State.MERGED : State.CLOSED;
          default -> throw strange("a pull request is neither open nor closed");
        };
    return new ChangeRequest(
        pull.number(),
        pull.htmlUrl(),
        pull.user().flatMap(User::account).orElse(Account.DELETED),
        pull.head().sha(),
        pull.base().ref(),
        pull.isFromFork(),
        state,
        // Of an open one, GitHub tells the merge that it tries in advance.
        state == State.MERGED ? pull.mergeCommitSha().orElse("") : "");
  }

  @Override
  public Reviews reviews(ChangeRequest request) {
    long number = request.number();
    Pull pull =
        pull(number)
            .orElseThrow(
                () -> new ForgeFailure(Kind.NOT_FOUND, "there is no pull request " + number));
    if (!pull.head().sha().equals(request.head())) {
      throw strange("pull request " + number + " has another head by now");
    }
    List<Commit> commits = commits(pull);
    Set<Account> contributors = new HashSet<>();
    List<String> strangers = new ArrayList<>();
    for (Commit commit : commits) {
      Optional<Account> author = commit.author().flatMap(User::account);
      Optional<Account> committer = commit.committer().flatMap(User::account);
      boolean byGitHub = committer.filter(GitHub::isGitHub).isPresent();
      author.ifPresent(contributors::add);
      committer.filter(known -> !byGitHub).ifPresent(contributors::add);
      if (author.isEmpty() || (byGitHub ? !commit.isVerified() : committer.isEmpty())) {
        strangers.add(commit.sha());
      }
    }
    Optional<List<Activity>> pushes =
        activity.pushes(pull, commits.stream().map(Commit::sha).collect(Collectors.toSet()));
    if (pushes.isEmpty() && !strangers.contains(request.head())) {
      strangers.add(request.head());
    }
    for (Activity push : pushes.orElse(List.of())) {
      push.actor()
          .flatMap(User::account)
          .ifPresentOrElse(contributors::add, () -> strangers.add(push.after()));
    }
    return new Reviews(reviews.of(request), contributors, strangers);
  }

  private static boolean isGitHub(Account account) {
    return account.login().equals(OWN_COMMITTER);
  }

  private List<Commit> commits(Pull pull) {
    int promised =
        pull.commits().orElseThrow(() -> strange("a pull request has no number of commits"));
    if (promised > MOST_COMMITS) {
      throw strange(
          "pull request "
              + pull.number()
              + " has more than the "
              + MOST_COMMITS
              + " commits that GitHub tells");
    }
    List<Commit> commits =
        calls.list(
            get("/pulls/" + pull.number() + "/commits"),
            COMMITS,
            (asked, as) -> asked.commits(as, owner, repo, pull.number(), ForgeCalls.PAGE));
    if (commits.size() != promised
        || commits.stream().noneMatch(commit -> commit.sha().equals(pull.head().sha()))) {
      throw strange("not all commits of pull request " + pull.number() + " are told");
    }
    return commits;
  }

  @Override
  public Optional<Set<Account>> members(String team) {
    Matcher named = TEAM.matcher(team);
    if (!named.matches()) {
      return Optional.empty();
    }
    String org = named.group(1);
    String slug = named.group(2);
    ForgeCall call = calls.call("GET", "/orgs/" + org + "/teams/" + slug + "/members");
    ForgeAnswer first =
        calls.send(call, (asked, as) -> asked.members(as, org, slug, ForgeCalls.PAGE));
    if (first.isUnknown()) {
      return Optional.empty();
    }
    Set<Account> members = new HashSet<>();
    for (User user : calls.list(first, call, USERS)) {
      members.add(user.account().orElseThrow(() -> strange("a team has a member without account")));
    }
    return Optional.of(members);
  }

  @Override
  public void comment(ChangeRequest request, String marker, String markdown) {
    comments.say(request.number(), new MarkedText(marker, markdown));
  }

  @Override
  public void check(Check check) {
    checks.show(check);
  }

  private ForgeCall get(String path) {
    return calls.call("GET", "/repos/" + repository.path() + path);
  }

  private static ForgeFailure strange(String what) {
    return new ForgeFailure(Kind.BAD_ANSWER, what);
  }

  @Override
  public void close() {
    ForgeCalls.close(api);
  }

  @Override
  public String toString() {
    return "GitHub[" + repository.path() + "]";
  }
}
