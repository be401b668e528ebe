package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ChangeRequest.State;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GitLabAnswers.Commit;
import io.riparian.forge.GitLabAnswers.Event;
import io.riparian.forge.GitLabAnswers.Member;
import io.riparian.forge.GitLabAnswers.MergeRequest;
import io.riparian.forge.GitLabAnswers.Version;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A project on GitLab. GitLab tells neither of which commit an approval is, nor whose account made
 * a commit; both are concluded from what it does tell, and only where it is set up so that this
 * holds.
 */
public final class GitLab implements Forge {
  /** A path of groups; without the dots that lead elsewhere. */
  private static final Pattern GROUP =
      Pattern.compile("@[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

  /** How long before a request was opened its branch may have been pushed. */
  private static final Duration LONGEST_DRAFT = Duration.ofDays(90);

  private static final TypeReference<MergeRequest> REQUEST = new TypeReference<>() {};
  private static final TypeReference<List<MergeRequest>> REQUESTS = new TypeReference<>() {};
  private static final TypeReference<List<Version>> VERSIONS = new TypeReference<>() {};
  private static final TypeReference<List<Commit>> COMMITS = new TypeReference<>() {};
  private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};
  private static final TypeReference<List<Member>> MEMBERS = new TypeReference<>() {};

  private final GitLabApi api;
  private final GitLabCalls calls;
  private final ForgeRepository repository;
  private final String project;
  private final GitLabPeople people;
  private final GitLabApprovals approvals;
  private final GitLabNotes notes;
  private final GitLabStatuses statuses;

  /**
   * @param checkName under which verdicts are shown
   */
  public GitLab(
      ForgeEndpoint endpoint,
      ForgeCredential.Token token,
      ForgeRepository repository,
      String checkName) {
    this.api = endpoint.client(GitLabApi.class);
    this.repository = repository;
    this.project = repository.path();
    this.calls = new GitLabCalls(api, new ForgeCalls(name(), endpoint), token, project);
    this.people = new GitLabPeople(calls);
    this.approvals = new GitLabApprovals(calls, repository, people);
    this.notes = new GitLabNotes(calls);
    this.statuses = new GitLabStatuses(calls, checkName);
  }

  @Override
  public String name() {
    return "GitLab";
  }

  @Override
  public String headRef(long number) {
    return "refs/merge-requests/" + number + "/head";
  }

  /** One that asks for no commit, or for none any more, asks for nothing. */
  @Override
  public List<ChangeRequest> open() {
    return calls
        .list(
            calls.ofProject("GET", "/merge_requests"),
            REQUESTS,
            (asked, as) -> asked.open(as, project, repository.branch(), ForgeCalls.PAGE))
        .stream()
        .filter(this::isToTheBranch)
        .filter(each -> each.sha().isPresent())
        .map(this::request)
        .filter(request -> request.state() == State.OPEN)
        .toList();
  }

  @Override
  public Optional<ChangeRequest> request(long number) {
    return mergeRequest(number).map(this::request);
  }

  private Optional<MergeRequest> mergeRequest(long number) {
    try (ForgeAnswer answer =
        calls.send(
            calls.ofProject("GET", "/merge_requests/" + number),
            (asked, as) -> asked.mergeRequest(as, project, number))) {
      if (!answer.saysNotFound()) {
        return Optional.of(answer.read(REQUEST));
      }
    }
    // GitLab says the same of a whole project that it hides from us.
    calls.expect(calls.ofProject("GET", ""), (asked, as) -> asked.project(as, project));
    return Optional.empty();
  }

  @Override
  public List<ChangeRequest> mergedWith(String commit) {
    return calls
        .list(
            calls.ofProject("GET", "/repository/commits/" + commit + "/merge_requests"),
            REQUESTS,
            (asked, as) -> asked.mergeRequestsWith(as, project, commit, ForgeCalls.PAGE))
        .stream()
        .filter(this::isToTheBranch)
        .map(this::request)
        .filter(request -> request.state() == State.MERGED)
        .toList();
  }

  private boolean isToTheBranch(MergeRequest request) {
    return request.targetBranch().equals(repository.branch());
  }

  private ChangeRequest request(MergeRequest request) {
    State state =
        switch (request.state()) {
          // Locked is what it is while it is being merged.
          case "opened", "locked" -> State.OPEN;
          case "merged" -> State.MERGED;
          case "closed" -> State.CLOSED;
          default -> throw strange("a merge request is in a state that is not known");
        };
    return new ChangeRequest(
        request.iid(),
        request.webUrl(),
        request.author().flatMap(people::byName).orElse(Account.DELETED),
        request.sha().orElse(""),
        request.targetBranch(),
        !request.sourceProjectId().equals(Optional.of(request.targetProjectId())),
        state,
        state == State.MERGED ? mergedAs(request) : "");
  }

  /** A merge commit, one that was squashed, or its own newest commit, which was appended. */
  private static String mergedAs(MergeRequest request) {
    return request.mergeCommitSha().or(request::squashCommitSha).or(request::sha).orElse("");
  }

  @Override
  public Reviews reviews(ChangeRequest request) {
    MergeRequest before = unmoved(request);
    approvals.mustProve();
    long number = request.number();
    List<Version> versions =
        calls.list(
            calls.ofProject("GET", "/merge_requests/" + number + "/versions"),
            VERSIONS,
            (asked, as) -> asked.versions(as, project, number, ForgeCalls.PAGE));
    List<Review> said = approvals.of(request, versions);
    GitLabPushes pushes =
        GitLabPushes.of(pushes(before), before, known(request, versions), people::account);
    // Only so are the approvals those of the head: a push in between would have taken them back.
    unmoved(request);
    return new Reviews(said, pushes.by(), pushes.strangers());
  }

  private MergeRequest unmoved(ChangeRequest request) {
    MergeRequest now =
        mergeRequest(request.number())
            .orElseThrow(
                () ->
                    new ForgeFailure(
                        Kind.NOT_FOUND, "there is no merge request " + request.number()));
    if (!now.sha().equals(Optional.of(request.head()))) {
      throw strange("merge request " + request.number() + " has another head by now");
    }
    return now;
  }

  /** All commits that it asks for, or whose heads it had. */
  private Set<String> known(ChangeRequest request, List<Version> versions) {
    Stream<String> commits =
        calls
            .list(
                calls.ofProject("GET", "/merge_requests/" + request.number() + "/commits"),
                COMMITS,
                (asked, as) -> asked.commits(as, project, request.number(), ForgeCalls.PAGE))
            .stream()
            .map(Commit::id);
    return Stream.concat(commits, versions.stream().map(Version::headCommitSha))
        .collect(Collectors.toSet());
  }

  /** Those to the project that it comes from; none when that is gone, or hidden from us. */
  private List<Event> pushes(MergeRequest request) {
    if (request.sourceProjectId().isEmpty()) {
      return List.of();
    }
    long source = request.sourceProjectId().orElseThrow();
    LocalDate after = request.createdAt().minus(LONGEST_DRAFT).atZone(ZoneOffset.UTC).toLocalDate();
    ForgeCall call = calls.call("GET", "/projects/" + source + "/events");
    ForgeAnswer first =
        calls.send(call, (asked, as) -> asked.pushes(as, source, after, ForgeCalls.PAGE));
    return first.isHidden() ? List.of() : calls.list(first, call, EVENTS);
  }

  @Override
  public Optional<Set<Account>> members(String team) {
    if (!GROUP.matcher(team).matches()) {
      return Optional.empty();
    }
    String group = team.substring(1);
    ForgeCall call = calls.call("GET", "/groups/" + GitLabCalls.encoded(group) + "/members");
    ForgeAnswer first = calls.send(call, (asked, as) -> asked.members(as, group, ForgeCalls.PAGE));
    if (first.isUnknown()) {
      return Optional.empty();
    }
    Set<Account> members = new HashSet<>();
    for (Member member : calls.list(first, call, MEMBERS)) {
      if (member.state().equals("active")) {
        people
            .byName(new GitLabAnswers.User(member.id(), member.username()))
            .ifPresent(members::add);
      }
    }
    return Optional.of(members);
  }

  @Override
  public void comment(ChangeRequest request, String marker, String markdown) {
    notes.say(request.number(), new MarkedText(marker, markdown));
  }

  @Override
  public void check(Check check) {
    statuses.show(check);
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
    return "GitLab[" + repository.path() + "]";
  }
}
