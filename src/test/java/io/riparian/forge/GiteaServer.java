package io.riparian.forge;

import static io.riparian.forge.GitHubServer.map;

import com.fasterxml.jackson.databind.node.NullNode;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A world as Gitea and Forgejo tell it: the endpoints that we use, in their shapes. A parameter
 * that their description does not have is an error here.
 */
final class GiteaServer {
  static final int LONGEST_PAGE = 20;

  private static final String API = "/api/v1";
  private static final String REPO = API + "/repos/acme/connect";
  private static final Set<String> NONE = Set.of();
  private static final Set<String> PAGED = Set.of("page", "limit");

  private final ForgeWorld world;
  private final Person us;

  /** What the branch of a request holds after it was merged, by its number. */
  final Map<Long, String> movedOn = new HashMap<>();

  /** Requests that came without a branch, by a push to {@code refs/for/…}. */
  final List<Long> branchless = new ArrayList<>();

  /** What is told among the reviews of each request besides what was said. */
  final List<Map<String, Object>> reviews = new ArrayList<>();

  /** What happened on each request before anything else. */
  final List<Map<String, Object>> earlier = new ArrayList<>();

  /** What happened on each request after it was pushed and before it was retargeted. */
  final List<Map<String, Object>> later = new ArrayList<>();

  boolean hidden;

  GiteaServer(ForgeWorld world, Person us) {
    this.world = world;
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
    return List.of(
        get(
            API + "/settings/api",
            NONE,
            (asked, at) -> Answered.of(map("max_response_items", LONGEST_PAGE))),
        get(REPO, NONE, (asked, at) -> Answered.of(map("id", 77))),
        get(
            REPO + "/pulls",
            Set.of("state", "sort", "milestone", "labels", "poster", "page", "limit"),
            (asked, at) -> open(asked)),
        get(REPO + "/pulls/(\\d+)", NONE, (asked, at) -> of(at, this::pull)),
        get(REPO + "/commits/(\\w+)/pull", NONE, (asked, at) -> pullWith(at.group(1))),
        get(REPO + "/git/refs/pull/(\\d+)/head", NONE, (asked, at) -> of(at, this::ref)),
        get(REPO + "/pulls/(\\d+)/reviews", PAGED, (asked, at) -> reviews(asked, at)),
        get(
            REPO + "/pulls/(\\d+)/commits",
            Set.of("page", "limit", "verification", "files"),
            (asked, at) -> list(asked, at, request -> each(request.commits(), this::commit))),
        get(
            REPO + "/issues/(\\d+)/timeline",
            Set.of("since", "before", "page", "limit"),
            this::timeline),
        get(
            API + "/orgs/(\\w+)/teams",
            PAGED,
            (asked, at) -> at.group(1).equals("acme") ? page(asked, teams()) : notFound()),
        get(API + "/teams/(\\d+)/members", PAGED, this::members),
        get(
            REPO + "/issues/(\\d+)/comments",
            Set.of("since", "before"),
            (asked, at) -> comments(number(at))),
        set("POST", REPO + "/issues/(\\d+)/comments", (asked, at) -> comment(asked, number(at))),
        set("PATCH", REPO + "/issues/comments/(\\d+)", (asked, at) -> edit(asked, number(at))),
        get(
            REPO + "/statuses/(\\w+)",
            Set.of("sort", "state", "page", "limit"),
            (asked, at) -> page(asked, statuses(at.group(1)))),
        set("POST", REPO + "/statuses/(\\w+)", (asked, at) -> status(asked, at.group(1))),
        get(API + "/user", NONE, (asked, at) -> Answered.of(user(us))));
  }

  Answered answer(Asked asked) {
    if (hidden) {
      return notFound();
    }
    for (Route route : routes()) {
      Matcher at = route.path().matcher(asked.path());
      if (route.method().equals(asked.method()) && at.matches()) {
        return asked.parameters().stream().allMatch(route.parameters()::contains)
            ? route.answer().apply(asked, at)
            : new Answered(422, map("message", "a parameter that there is not"), "");
      }
    }
    return notFound();
  }

  private static long number(Matcher at) {
    return Long.parseLong(at.group(1));
  }

  private static Answered notFound() {
    return new Answered(
        404, map("errors", List.of(), "message", "The target couldn't be found.", "url", "x"), "");
  }

  /** As Gitea does it: without a link, and not longer than it is set up for. */
  private static Answered page(Asked asked, List<?> all) {
    return page(asked, all, all);
  }

  private static Answered page(Asked asked, List<?> counted, List<?> told) {
    int size = Math.min(Integer.parseInt(asked.parameter("limit")), LONGEST_PAGE);
    int from = Math.min(counted.size(), (Integer.parseInt(asked.parameter("page")) - 1) * size);
    int to = Math.min(counted.size(), from + size);
    return new Answered(
        200,
        counted.subList(from, to).stream().filter(told::contains).toList(),
        "",
        Integer.toString(counted.size()));
  }

  private static <T> List<Object> each(List<T> all, Function<T, Map<String, Object>> shape) {
    return all.stream().<Object>map(shape).toList();
  }

  private Answered of(Matcher at, Function<Request, Object> what) {
    return world
        .request(number(at))
        .map(request -> Answered.of(what.apply(request)))
        .orElseGet(GiteaServer::notFound);
  }

  private Answered list(Asked asked, Matcher at, Function<Request, List<?>> what) {
    return world
        .request(number(at))
        .map(request -> page(asked, what.apply(request)))
        .orElseGet(GiteaServer::notFound);
  }

  private Answered open(Asked asked) {
    return page(
        asked,
        world.requests.stream()
            .filter(request -> request.merged().isEmpty() && !request.closed())
            .map(this::pull)
            .toList());
  }

  private Map<String, Object> pull(Request request) {
    boolean open = request.merged().isEmpty() && !request.closed();
    String head = movedOn.getOrDefault(request.number(), request.head());
    String ref =
        branchless.contains(request.number())
            ? "refs/pull/" + request.number() + "/head"
            : request.source();
    return map(
        "number", request.number(),
        "html_url", "https://gitea.example/acme/connect/pulls/" + request.number(),
        "state", open ? "open" : "closed",
        "user", user(request.author()),
        "merged", request.merged().isPresent(),
        "merge_commit_sha", request.merged().orElse(null),
        "head", map("label", "x", "ref", ref, "sha", head, "repo_id", request.fork() ? 78 : 77),
        "base", map("ref", request.target(), "sha", "0".repeat(40), "repo_id", 77));
  }

  private Answered pullWith(String commit) {
    return world.requests.stream()
        .filter(request -> request.merged().equals(Optional.of(commit)))
        .findFirst()
        .map(request -> Answered.of(pull(request)))
        .orElseGet(GiteaServer::notFound);
  }

  private Map<String, Object> ref(Request request) {
    return map(
        "ref",
        "refs/pull/" + request.number() + "/head",
        "object",
        map("type", "commit", "sha", request.head()));
  }

  private Answered reviews(Asked asked, Matcher at) {
    return world
        .request(number(at))
        .map(
            request -> {
              List<Object> all = new ArrayList<>(reviews);
              request.said().forEach(said -> all.add(review(all.size() + 1, said)));
              List<Object> told = new ArrayList<>(all);
              told.removeIf(UNFINISHED::equals);
              return page(asked, all, told);
            })
        .orElseGet(GiteaServer::notFound);
  }

  /** Somebody else's review that has not been said yet: counted and not told. */
  static final Map<String, Object> UNFINISHED = map("id", 1, "state", "PENDING");

  private Map<String, Object> review(long id, Said said) {
    boolean dismissed = said.state() == Review.State.DISMISSED;
    String state =
        switch (said.state()) {
          case APPROVED, DISMISSED -> "APPROVED";
          case CHANGES_REQUESTED -> "REQUEST_CHANGES";
          case COMMENTED -> "COMMENT";
        };
    Map<String, Object> review =
        review(id, user(said.by()), state, said.commit(), false, dismissed);
    review.put("submitted_at", time(said.at()));
    return review;
  }

  /** As a server writes it that is set up for another time zone. */
  private static String time(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(ZoneOffset.ofHours(2)));
  }

  static Map<String, Object> review(
      long id, Object user, String state, String commit, boolean stale, boolean dismissed) {
    return map(
        "id", id,
        "user", user,
        "team", null,
        "state", state,
        "commit_id", commit,
        "stale", stale,
        "official", true,
        "dismissed", dismissed);
  }

  private Map<String, Object> commit(Commit commit) {
    return map(
        "sha", commit.sha(),
        "author", commit.author().map(this::user).orElse(null),
        "committer", commit.committer().map(this::user).orElse(null));
  }

  /** How long it is, is not told, and comments on lines are left out. */
  private Answered timeline(Asked asked, Matcher at) {
    return world
        .request(number(at))
        .map(
            request -> {
              List<Object> all = timeline(request);
              Answered page = page(asked, all, all);
              List<Object> told = new ArrayList<>((List<?>) page.body());
              told.removeIf(LINE_COMMENT::equals);
              // A list of nothing is written as no list.
              return told.isEmpty()
                  ? new Answered(200, NullNode.getInstance(), "", "0")
                  : new Answered(200, told, "", Integer.toString(told.size()));
            })
        .orElseGet(GiteaServer::notFound);
  }

  /** A comment on a line. */
  static final Map<String, Object> LINE_COMMENT = map("id", 1, "type", "code", "user", null);

  /** When no push is told, the author opened it with all that it has. */
  private List<Object> timeline(Request request) {
    List<Object> timeline = new ArrayList<>(earlier);
    timeline.add(map("id", 1, "type", "comment", "user", user(us), "body", "\"commit_ids\""));
    if (request.pushes().isEmpty()) {
      timeline.add(push(request.author(), request.commits().stream().map(Commit::sha).toList()));
    }
    for (Push push : request.pushes()) {
      timeline.add(
          push(
              push.by(),
              push.forced() ? List.of(push.before(), push.after()) : List.of(push.after())));
    }
    timeline.addAll(later);
    for (Instant at : request.retargeted()) {
      timeline.add(happening("change_target_branch", at));
    }
    if (request.merged().isPresent()) {
      timeline.add(happening("merge_pull", ForgeWorld.NOON));
    }
    return timeline;
  }

  private Map<String, Object> happening(String type, Instant at) {
    return map("id", 3, "type", type, "user", user(us), "body", "", "created_at", time(at));
  }

  private Map<String, Object> push(Person by, List<String> commits) {
    String ids = commits.stream().map("\"%s\""::formatted).toList().toString();
    return map(
        "id",
        2,
        "type",
        "pull_push",
        "user",
        user(by),
        "body",
        "{\"is_force_push\": false, \"commit_ids\": " + ids + "}");
  }

  private List<Object> teams() {
    return world.teams.keySet().stream()
        .<Object>map(team -> map("id", id(team), "name", team.substring("@acme/".length())))
        .toList();
  }

  private int id(String team) {
    return List.copyOf(world.teams.keySet()).indexOf(team) + 1;
  }

  private Answered members(Asked asked, Matcher at) {
    return world.teams.entrySet().stream()
        .filter(team -> id(team.getKey()) == number(at))
        .findFirst()
        .map(team -> page(asked, each(team.getValue(), this::user)))
        .orElseGet(GiteaServer::notFound);
  }

  /** All at once. */
  private Answered comments(long number) {
    return Answered.of(
        world.comments.stream()
            .filter(comment -> comment.request() == number)
            .map(this::shown)
            .toList());
  }

  private Map<String, Object> shown(Comment comment) {
    return map("id", comment.id(), "body", comment.body(), "user", user(comment.by()));
  }

  private Answered comment(Asked asked, long number) {
    Comment comment = new Comment(world.nextId(), number, us, asked.json().path("body").asText());
    world.comments.add(comment);
    return new Answered(201, shown(comment), "");
  }

  private Answered edit(Asked asked, long id) {
    world.comments.replaceAll(
        comment ->
            comment.id() == id && comment.by().equals(us)
                ? new Comment(id, comment.request(), us, asked.json().path("body").asText())
                : comment);
    return Answered.of(map("id", id));
  }

  private List<Object> statuses(String head) {
    return world.verdicts.stream()
        .filter(verdict -> verdict.head().equals(head))
        .<Object>map(
            verdict ->
                map(
                    "id", verdict.id(),
                    "context", "riparian",
                    "status", verdict.conclusion().name().toLowerCase(Locale.ROOT),
                    "description", verdict.title()))
        .toList();
  }

  private Answered status(Asked asked, String head) {
    world.verdicts.add(
        new Verdict(
            world.nextId(),
            head,
            Conclusion.valueOf(asked.json().path("state").asText().toUpperCase(Locale.ROOT)),
            asked.json().path("description").asText(),
            0));
    return new Answered(201, map("id", 1), "");
  }

  Map<String, Object> user(Person person) {
    return map("id", person.id(), "login", person.login());
  }
}
