package io.riparian.forge;

import static io.riparian.forge.GitHubServer.map;

import io.riparian.forge.Check.Conclusion;
import io.riparian.forge.ForgeServer.Answered;
import io.riparian.forge.ForgeServer.Asked;
import io.riparian.forge.ForgeWorld.Comment;
import io.riparian.forge.ForgeWorld.Commit;
import io.riparian.forge.ForgeWorld.Person;
import io.riparian.forge.ForgeWorld.Push;
import io.riparian.forge.ForgeWorld.Request;
import io.riparian.forge.ForgeWorld.Said;
import io.riparian.forge.ForgeWorld.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A world as GitLab tells it: the endpoints that we use, in its shapes. A parameter that its
 * documentation does not have is an error here.
 */
final class GitLabServer {
  private static final String API = "/api/v4";
  private static final String PROJECT = API + "/projects/acme%2Fconnect";
  private static final int OURS = 77;
  private static final int FORK = 78;
  private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");
  private static final Set<String> NONE = Set.of();
  private static final Set<String> PAGED = Set.of("page", "per_page");

  private final ForgeWorld world;
  private final BiFunction<Asked, List<?>, Answered> paging;
  private final Person us;

  /** How the approvals are set up; empty for a GitLab that has no such settings. */
  final Map<String, Object> settings =
      new TreeMap<>(
          map(
              "reset_approvals_on_push", true,
              "merge_requests_author_approval", false,
              "merge_requests_disable_committers_approval", true,
              "disable_overriding_approvers_per_merge_request", true));

  boolean tellsTimes = true;
  Optional<Boolean> forcePush = Optional.of(false);

  /** The commit fields of a merged request, as the way it was merged fills them. */
  Function<String, Map<String, Object>> merging =
      commit -> map("merge_commit_sha", commit, "squash_commit_sha", null);

  /** Projects whose events are not shown to us. */
  final Set<Integer> hidden = new HashSet<>();

  /** Accounts of which it is not told whether they are programs'. */
  final Set<Long> untold = new HashSet<>();

  /** Members of all groups that cannot sign in. */
  final List<Person> blocked = new ArrayList<>();

  /** Pushed at the same time as many other branches. */
  final Set<String> inBulk = new HashSet<>();

  GitLabServer(ForgeWorld world, BiFunction<Asked, List<?>, Answered> paging, Person us) {
    this.world = world;
    this.paging = paging;
    this.us = us;
  }

  /** A row of the routing table. */
  private record Route(
      String method,
      Pattern path,
      Set<String> parameters,
      BiFunction<Asked, Matcher, Answered> answer) {}

  private Route get(
      String path, Set<String> parameters, BiFunction<Asked, Matcher, Answered> answer) {
    return new Route("GET", Pattern.compile(path), parameters, answer);
  }

  private Route set(String method, String path, BiFunction<Asked, Matcher, Answered> answer) {
    return new Route(method, Pattern.compile(path), NONE, answer);
  }

  private List<Route> routes() {
    String request = PROJECT + "/merge_requests/(\\d+)";
    return List.of(
        get(PROJECT, NONE, (asked, at) -> Answered.of(map("id", OURS))),
        get(
            PROJECT + "/merge_requests",
            Set.of("state", "target_branch", "order_by", "sort", "page", "per_page"),
            (asked, at) -> open(asked)),
        get(request, NONE, (asked, at) -> of(at, each -> Answered.of(shown(each)))),
        get(
            PROJECT + "/repository/commits/(\\w+)/merge_requests",
            PAGED,
            (asked, at) -> requestsWith(asked, at.group(1))),
        get(
            request + "/versions",
            PAGED,
            (asked, at) -> of(at, each -> paging.apply(asked, versions(each)))),
        get(
            request + "/commits",
            PAGED,
            (asked, at) -> of(at, each -> paging.apply(asked, commits(each)))),
        get(
            request + "/approvals",
            NONE,
            (asked, at) -> of(at, each -> Answered.of(approvals(each)))),
        get(
            PROJECT + "/approvals",
            NONE,
            (asked, at) -> settings.isEmpty() ? notFound() : Answered.of(settings)),
        get(
            PROJECT + "/protected_branches/main",
            NONE,
            (asked, at) ->
                forcePush
                    .map(is -> Answered.of(map("name", "main", "allow_force_push", is)))
                    .orElseGet(GitLabServer::notFound)),
        get(
            API + "/projects/(\\d+)/events",
            Set.of("action", "after", "before", "sort", "target_type", "page", "per_page"),
            (asked, at) -> events(asked, (int) number(at))),
        get(API + "/groups/([^/]+)/members", PAGED, this::members),
        get(
            request + "/notes",
            Set.of("order_by", "sort", "page", "per_page"),
            (asked, at) -> notes(asked, number(at))),
        set("POST", request + "/notes", (asked, at) -> note(asked, number(at))),
        set("PUT", request + "/notes/(\\d+)", this::edit),
        get(
            PROJECT + "/repository/commits/(\\w+)/statuses",
            Set.of("ref", "stage", "name", "all", "page", "per_page"),
            (asked, at) -> statuses(asked, at.group(1))),
        set("POST", PROJECT + "/statuses/(\\w+)", (asked, at) -> status(asked, at.group(1))),
        get(API + "/user", NONE, (asked, at) -> Answered.of(user(us))),
        get(API + "/users/(\\d+)", NONE, (asked, at) -> person(number(at))));
  }

  Answered answer(Asked asked) {
    for (Route route : routes()) {
      Matcher at = route.path().matcher(asked.path());
      if (route.method().equals(asked.method()) && at.matches()) {
        return asked.parameters().stream().allMatch(route.parameters()::contains)
            ? route.answer().apply(asked, at)
            : new Answered(400, map("error", "a parameter that there is not"), "");
      }
    }
    return notFound();
  }

  private static long number(Matcher at) {
    return Long.parseLong(at.group(1));
  }

  private static Answered notFound() {
    return new Answered(404, map("message", "404 Not found"), "");
  }

  private Answered of(Matcher at, Function<Request, Answered> answer) {
    return world.request(number(at)).map(answer).orElseGet(GitLabServer::notFound);
  }

  private Answered open(Asked asked) {
    return paging.apply(
        asked,
        world.requests.stream()
            .filter(request -> request.target().equals(asked.parameter("target_branch")))
            .filter(request -> state(request).equals(asked.parameter("state")))
            .map(this::shown)
            .toList());
  }

  private static String state(Request request) {
    if (request.merged().isPresent()) {
      return "merged";
    }
    return request.closed() ? "closed" : "opened";
  }

  private Map<String, Object> shown(Request request) {
    Map<String, Object> shown =
        map(
            "iid", request.number(),
            "web_url", "https://gitlab.example/acme/connect/-/merge_requests/" + request.number(),
            "state", state(request),
            "author", user(request.author()),
            "sha", request.head(),
            "source_branch", request.source(),
            "source_project_id", request.fork() ? FORK : OURS,
            "target_project_id", OURS,
            "target_branch", request.target(),
            "created_at", START.toString(),
            "merge_commit_sha", null,
            "squash_commit_sha", null);
    request.merged().ifPresent(commit -> shown.putAll(merging.apply(commit)));
    return shown;
  }

  private Answered requestsWith(Asked asked, String commit) {
    return paging.apply(
        asked,
        world.requests.stream()
            .filter(
                request ->
                    request.merged().equals(Optional.of(commit))
                        || request.commits().stream().anyMatch(each -> each.sha().equals(commit)))
            .map(this::shown)
            .toList());
  }

  /** Each commit came as a version of its own, a minute after the one before. */
  private static Instant versionAt(int index) {
    return START.plus(Duration.ofMinutes(index));
  }

  private static List<Object> versions(Request request) {
    List<Object> versions = new ArrayList<>();
    for (int i = 0; i < request.commits().size(); i++) {
      versions.add(
          0,
          map(
              "id", 100 + i,
              "head_commit_sha", request.commits().get(i).sha(),
              "created_at", versionAt(i).toString()));
    }
    return versions;
  }

  private static List<Object> commits(Request request) {
    return request.commits().stream()
        .<Object>map(commit -> map("id", commit.sha(), "author_email", "x", "committer_email", "x"))
        .toList();
  }

  /** A change of the branch takes them back, as a push does. */
  private Map<String, Object> approvals(Request request) {
    List<String> heads = request.commits().stream().map(Commit::sha).toList();
    return map(
        "approved",
        true,
        "approved_by",
        request.said().stream()
            .filter(said -> said.state() == Review.State.APPROVED)
            .filter(said -> request.retargeted().stream().allMatch(said.at()::isAfter))
            .map(said -> approval(said, heads.indexOf(said.commit())))
            .toList());
  }

  private Map<String, Object> approval(Said said, int version) {
    Map<String, Object> approval = map("user", user(said.by()));
    if (tellsTimes) {
      approval.put("approved_at", versionAt(version).plusSeconds(30).toString());
    }
    return approval;
  }

  /** When no push is told, each commit was pushed by its author, if that is somebody. */
  private Answered events(Asked asked, int project) {
    if (hidden.contains(project)) {
      return notFound();
    }
    List<Object> events = new ArrayList<>();
    for (Request request : world.requests) {
      if (project == (request.fork() ? FORK : OURS)) {
        String before = "";
        for (Commit commit : request.pushes().isEmpty() ? request.commits() : List.<Commit>of()) {
          String from = before;
          commit.author().ifPresent(by -> events.add(event(request, by, from, commit.sha())));
          before = commit.sha();
        }
        for (Push push : request.pushes()) {
          events.add(event(request, push.by(), push.before(), push.after()));
        }
      }
    }
    Collections.reverse(events);
    return paging.apply(asked, events);
  }

  private Map<String, Object> event(Request request, Person by, String before, String after) {
    boolean bulk = inBulk.contains(after);
    return map(
        "action_name", "pushed to",
        "author", user(by),
        "push_data",
            map(
                "action", before.isEmpty() ? "created" : "pushed",
                "ref_type", "branch",
                "ref", bulk ? null : request.source(),
                "commit_from", bulk || before.isEmpty() ? null : before,
                "commit_to", bulk ? null : after,
                "ref_count", bulk ? 4 : null));
  }

  private Answered members(Asked asked, Matcher at) {
    List<Person> members = world.teams.get("@" + at.group(1).replace("%2F", "/"));
    return members == null
        ? notFound()
        : paging.apply(
            asked,
            Stream.concat(
                    members.stream().map(person -> member(person, "active")),
                    blocked.stream().map(person -> member(person, "blocked")))
                .toList());
  }

  private Map<String, Object> member(Person person, String state) {
    Map<String, Object> member = user(person);
    member.put("state", state);
    member.put("access_level", 30);
    return member;
  }

  private Answered notes(Asked asked, long number) {
    return paging.apply(
        asked,
        world.comments.stream()
            .filter(comment -> comment.request() == number)
            .map(this::shown)
            .toList());
  }

  private Map<String, Object> shown(Comment comment) {
    return map("id", comment.id(), "body", comment.body(), "author", user(comment.by()));
  }

  private Answered note(Asked asked, long number) {
    Comment comment = new Comment(world.nextId(), number, us, asked.json().path("body").asText());
    world.comments.add(comment);
    return new Answered(201, shown(comment), "");
  }

  private Answered edit(Asked asked, Matcher at) {
    long id = Long.parseLong(at.group(2));
    world.comments.replaceAll(
        comment ->
            comment.id() == id && comment.request() == number(at) && comment.by().equals(us)
                ? new Comment(id, comment.request(), us, asked.json().path("body").asText())
                : comment);
    return Answered.of(map("id", id));
  }

  private Answered statuses(Asked asked, String head) {
    return paging.apply(
        asked,
        world.verdicts.stream()
            .filter(verdict -> verdict.head().equals(head))
            .map(
                verdict ->
                    map(
                        "id", verdict.id(),
                        "name", "riparian",
                        "status", state(verdict.conclusion()),
                        "description", verdict.title()))
            .toList());
  }

  private static String state(Conclusion conclusion) {
    return conclusion == Conclusion.FAILURE ? "failed" : conclusion.name().toLowerCase(Locale.ROOT);
  }

  /** What is pending cannot be made so again. */
  private Answered status(Asked asked, String head) {
    String state = asked.json().path("state").asText();
    boolean isPending =
        world.verdicts.stream()
            .filter(verdict -> verdict.head().equals(head))
            .reduce((older, newer) -> newer)
            .filter(newest -> newest.conclusion() == Conclusion.PENDING)
            .isPresent();
    if (isPending && state.equals("pending")) {
      return new Answered(400, map("message", "Cannot transition status via :enqueue"), "");
    }
    world.verdicts.add(
        new Verdict(
            world.nextId(),
            head,
            state.equals("failed")
                ? Conclusion.FAILURE
                : Conclusion.valueOf(state.toUpperCase(Locale.ROOT)),
            asked.json().path("description").asText(),
            0));
    return new Answered(201, map("id", 1), "");
  }

  private Answered person(long id) {
    return Stream.concat(world.people.stream(), Stream.of(us))
        .filter(person -> person.id() == id)
        .findFirst()
        .map(
            person -> {
              Map<String, Object> shown = user(person);
              if (!untold.contains(id)) {
                shown.put("bot", person.bot());
              }
              return Answered.of(shown);
            })
        .orElseGet(GitLabServer::notFound);
  }

  private Map<String, Object> user(Person person) {
    return map("id", person.id(), "username", person.login(), "state", "active");
  }
}
