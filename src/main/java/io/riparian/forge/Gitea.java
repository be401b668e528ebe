package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ChangeRequest.State;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GiteaAnswers.Commit;
import io.riparian.forge.GiteaAnswers.Happening;
import io.riparian.forge.GiteaAnswers.Pull;
import io.riparian.forge.GiteaAnswers.Ref;
import io.riparian.forge.GiteaAnswers.Said;
import io.riparian.forge.GiteaAnswers.Team;
import io.riparian.forge.GiteaAnswers.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository on Gitea or on Forgejo. Whatever it tells of a request is told of the head that was
 * asked for, or not at all.
 */
public final class Gitea implements Forge {
  private static final Pattern TEAM =
      Pattern.compile("@([A-Za-z0-9][A-Za-z0-9_.-]*)/([A-Za-z0-9][A-Za-z0-9_.-]*)");

  private static final TypeReference<Pull> PULL = new TypeReference<>() {};
  private static final TypeReference<List<Pull>> PULLS = new TypeReference<>() {};
  private static final TypeReference<Ref> REF = new TypeReference<>() {};
  private static final TypeReference<List<Said>> REVIEWS = new TypeReference<>() {};
  private static final TypeReference<List<Commit>> COMMITS = new TypeReference<>() {};

  /** A page without anything is {@code null}. */
  private static final TypeReference<Optional<List<Happening>>> TIMELINE = new TypeReference<>() {};

  private static final TypeReference<List<Team>> TEAMS = new TypeReference<>() {};
  private static final TypeReference<List<User>> USERS = new TypeReference<>() {};

  private final GiteaApi api;
  private final GiteaCalls calls;
  private final ForgeRepository repository;
  private final String owner;
  private final String repo;
  private final GiteaComments comments;
  private final GiteaStatuses statuses;

  /**
   * @param checkName under which verdicts are shown
   */
  public Gitea(
      ForgeEndpoint endpoint,
      ForgeCredential.Token token,
      ForgeRepository repository,
      String checkName) {
    this.api = endpoint.client(GiteaApi.class);
    this.calls = new GiteaCalls(api, new ForgeCalls(name(), endpoint), token);
    this.repository = repository;
    this.owner = repository.owner();
    this.repo = repository.name();
    this.comments = new GiteaComments(calls, repository);
    this.statuses = new GiteaStatuses(calls, repository, checkName);
  }

  @Override
  public String name() {
    return "Gitea";
  }

  @Override
  public String headRef(long number) {
    return "refs/pull/" + number + "/head";
  }

  /** One whose head cannot be found asks for nothing. */
  @Override
  public List<ChangeRequest> open() {
    return calls
        .list(
            get("/pulls"),
            PULLS,
            (asked, as, page, limit) -> asked.open(as, owner, repo, page, limit))
        .stream()
        .filter(this::isToTheBranch)
        .filter(pull -> state(pull) == State.OPEN && !pull.head().sha().isEmpty())
        .sorted(Comparator.comparingLong(Pull::number))
        .map(this::request)
        .toList();
  }

  @Override
  public Optional<ChangeRequest> request(long number) {
    return pull(get("/pulls/" + number), (asked, as) -> asked.pull(as, owner, repo, number))
        .map(this::request);
  }

  /**
   * Of a request that was rebased with several commits, Gitea knows the last only: the others came
   * with none.
   */
  @Override
  public List<ChangeRequest> mergedWith(String commit) {
    return pull(
            get("/commits/" + commit + "/pull"),
            (asked, as) -> asked.pullWith(as, owner, repo, commit))
        .filter(this::isToTheBranch)
        .map(this::request)
        .filter(request -> request.state() == State.MERGED)
        .stream()
        .toList();
  }

  private Optional<Pull> pull(ForgeCall call, GiteaCalls.Asking asking) {
    try (ForgeAnswer answer = calls.send(call, asking)) {
      if (!answer.saysNotFound()) {
        return Optional.of(answer.read(PULL));
      }
    }
    // It says the same of a whole repository that it hides from us.
    calls.expect(get(""), (asked, as) -> asked.repository(as, owner, repo));
    return Optional.empty();
  }

  private boolean isToTheBranch(Pull pull) {
    return pull.base().ref().equals(repository.branch());
  }

  private ChangeRequest request(Pull pull) {
    State state = state(pull);
    return new ChangeRequest(
        pull.number(),
        pull.htmlUrl(),
        pull.user().flatMap(User::account).orElse(Account.DELETED),
        head(pull, state),
        pull.base().ref(),
        isFork(pull),
        state,
        state == State.MERGED ? pull.mergeCommitSha().orElse("") : "");
  }

  private static State state(Pull pull) {
    return switch (pull.state()) {
      case "open" -> State.OPEN;
      case "closed" -> pull.merged() ? State.MERGED : State.CLOSED;
      default -> throw strange("a pull request is neither open nor closed");
    };
  }

  /** The branch of a request that is done goes on without it, and is what is told as its head. */
  private String head(Pull pull, State state) {
    if (state == State.OPEN) {
      return pull.head().sha();
    }
    String ref = headRef(pull.number());
    ForgeCall call = get("/git/" + ref);
    Ref told = calls.read(call, REF, (asked, as) -> asked.head(as, owner, repo, pull.number()));
    if (!told.ref().equals(ref)) {
      throw call.failure(Kind.BAD_ANSWER, "answered another ref");
    }
    return told.object().sha();
  }

  /**
   * From another repository, from one that is gone, or from no branch at all: anybody who may read
   * the repository can push to {@code refs/for/…}.
   */
  private static boolean isFork(Pull pull) {
    return pull.head().repoId() != pull.base().repoId() || pull.head().ref().startsWith("refs/");
  }

  @Override
  public Reviews reviews(ChangeRequest request) {
    long number = request.number();
    ChangeRequest now =
        request(number)
            .orElseThrow(
                () -> new ForgeFailure(Kind.NOT_FOUND, "there is no pull request " + number));
    if (!now.head().equals(request.head())) {
      throw strange("pull request " + number + " has another head by now");
    }
    Set<Account> contributors = new HashSet<>();
    List<String> strangers = new ArrayList<>();
    for (Commit commit : commits(now)) {
      Optional<Account> author = commit.author().flatMap(User::account);
      Optional<Account> committer = commit.committer().flatMap(User::account);
      author.ifPresent(contributors::add);
      committer.ifPresent(contributors::add);
      if (author.isEmpty() || committer.isEmpty()) {
        strangers.add(commit.sha());
      }
    }
    List<DatedReview> said = said(number);
    IntFunction<List<Happening>> pages = page -> timeline(number, page);
    // Read after the reviews: no base changes in between.
    GiteaTimeline timeline =
        DatedReview.isApproved(said, now.head())
            ? GiteaTimeline.toTheLastBase(now, pages)
            : GiteaTimeline.toTheHead(now, pages);
    GiteaPushes pushes = timeline.pushes();
    contributors.addAll(pushes.by());
    if (!pushes.isHeadKnown() && !strangers.contains(now.head())) {
      strangers.add(now.head());
    }
    return new Reviews(DatedReview.reviews(said, timeline.baseChanged()), contributors, strangers);
  }

  private List<Commit> commits(ChangeRequest request) {
    List<Commit> commits =
        calls.list(
            get("/pulls/" + request.number() + "/commits"),
            COMMITS,
            (asked, as, page, limit) ->
                asked.commits(as, owner, repo, request.number(), page, limit));
    if (commits.stream().noneMatch(commit -> commit.sha().equals(request.head()))) {
      throw strange("not all commits of pull request " + request.number() + " are told");
    }
    return commits;
  }

  private List<Happening> timeline(long number, int page) {
    return calls
        .page(
            get("/issues/" + number + "/timeline"),
            TIMELINE,
            page,
            (asked, as, at, limit) -> asked.timeline(as, owner, repo, number, at, limit))
        .orElse(List.of());
  }

  private List<DatedReview> said(long number) {
    List<DatedReview> said = new ArrayList<>();
    calls
        .list(
            get("/pulls/" + number + "/reviews"),
            REVIEWS,
            (asked, as, page, limit) -> asked.reviews(as, owner, repo, number, page, limit))
        .stream()
        .sorted(Comparator.comparingLong(Said::id))
        .forEach(
            each ->
                each.user()
                    .flatMap(User::account)
                    .flatMap(by -> state(each).map(state -> new Review(by, state, each.commitId())))
                    .map(review -> new DatedReview(review, each.submittedAt()))
                    .ifPresent(said::add));
    return said;
  }

  private static Optional<Review.State> state(Said said) {
    return switch (said.state()) {
      case "APPROVED" ->
          Optional.of(
              said.dismissed() || said.stale() ? Review.State.DISMISSED : Review.State.APPROVED);
      case "REQUEST_CHANGES" ->
          Optional.of(said.dismissed() ? Review.State.DISMISSED : Review.State.CHANGES_REQUESTED);
      case "COMMENT" -> Optional.of(Review.State.COMMENTED);
      // Begun and not said yet, or only asked for.
      case "PENDING", "REQUEST_REVIEW" -> Optional.empty();
      default -> throw strange("a review is in a state that is not known");
    };
  }

  @Override
  public Optional<Set<Account>> members(String team) {
    Matcher named = TEAM.matcher(team);
    return named.matches()
        ? team(named.group(1), named.group(2)).map(found -> members(found.id()))
        : Optional.empty();
  }

  private Optional<Team> team(String org, String name) {
    ForgeCall call = calls.call("GET", "/orgs/" + org + "/teams");
    GiteaCalls.Paging asking = (asked, as, page, limit) -> asked.teams(as, org, page, limit);
    ForgeAnswer first = calls.first(call, asking);
    if (first.isUnknown()) {
      return Optional.empty();
    }
    return calls.list(first, call, TEAMS, asking).stream()
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private Set<Account> members(long team) {
    Set<Account> members = new HashSet<>();
    for (User user :
        calls.list(
            calls.call("GET", "/teams/" + team + "/members"),
            USERS,
            (asked, as, page, limit) -> asked.members(as, team, page, limit))) {
      members.add(user.account().orElseThrow(() -> strange("a team has a member without account")));
    }
    return members;
  }

  @Override
  public void comment(ChangeRequest request, String marker, String markdown) {
    comments.say(request.number(), new MarkedText(marker, markdown));
  }

  @Override
  public void check(Check check) {
    statuses.show(check);
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
    return "Gitea[" + repository.path() + "]";
  }
}
