package io.riparian.forge;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A world as GitHub tells it: the endpoints that we use, in its shapes. */
final class GitHubServer {
  private static final String REPO = "/repos/acme/connect";
  private static final Instant LATE = Instant.parse("2026-12-31T23:59:59Z");
  private static final Map<String, Object> OURS = map("id", 77, "full_name", "Acme/Connect");
  private static final Map<String, Object> FORK = map("id", 78, "full_name", "eve/connect");

  private final ForgeWorld world;
  private final BiFunction<Asked, List<?>, Answered> paging;
  private final Person us;
  private final Map<Long, String> digests = new LinkedHashMap<>();

  /** What a change of the base is called. */
  String baseChange = "base_ref_changed";

  /** Whether the branches of requests are gone. */
  boolean deleted;

  /** How much is done to another branch before each push to that of a request. */
  int between;

  int tokens;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  GitHubServer(ForgeWorld world, BiFunction<Asked, List<?>, Answered> paging, Person us) {
    this.world = world;
    this.paging = paging;
    this.us = us;
  }

  /** A row of the routing table. */
  private record Route(String method, Pattern path, BiFunction<Asked, Matcher, Answered> answer) {}

  private Route route(String method, String path, BiFunction<Asked, Matcher, Answered> answer) {
    return new Route(method, Pattern.compile(path), answer);
  }

  private List<Route> routes() {
    return List.of(
        route("GET", REPO, (asked, at) -> Answered.of(OURS)),
        route("GET", REPO + "/pulls", (asked, at) -> open(asked)),
        route("GET", REPO + "/pulls/(\\d+)", (asked, at) -> pull(number(at))),
        route("GET", REPO + "/commits/(\\w+)/pulls", (asked, at) -> pullsWith(asked, at.group(1))),
        route("GET", REPO + "/pulls/(\\d+)/reviews", (asked, at) -> reviews(asked, number(at))),
        route("GET", REPO + "/pulls/(\\d+)/commits", (asked, at) -> commits(asked, number(at))),
        route("GET", REPO + "/issues/(\\d+)/events", (asked, at) -> events(asked, number(at))),
        route("GET", "/repos/(?i:(acme|eve)/connect)/activity", (asked, at) -> activity(asked, at)),
        route("GET", "/orgs/(\\w+)/teams/(\\w+)/members", this::members),
        route("GET", REPO + "/issues/(\\d+)/comments", (asked, at) -> comments(asked, number(at))),
        route("POST", REPO + "/issues/(\\d+)/comments", (asked, at) -> comment(asked, number(at))),
        route("PATCH", REPO + "/issues/comments/(\\d+)", (asked, at) -> edit(asked, number(at))),
        route("GET", REPO + "/commits/(\\w+)/check-runs", (asked, at) -> runs(at.group(1))),
        route("POST", REPO + "/check-runs", (asked, at) -> run(asked)),
        route("PATCH", REPO + "/check-runs/(\\d+)", (asked, at) -> editRun(asked, number(at))),
        route("POST", REPO + "/statuses/(\\w+)", (asked, at) -> status(asked, at.group(1))),
        route("GET", "/user", (asked, at) -> Answered.of(user(us))),
        route("GET", "/app", (asked, at) -> Answered.of(map("id", 12, "slug", "riparian"))),
        route("POST", "/app/installations/34/access_tokens", (asked, at) -> token()));
  }

  Answered answer(Asked asked) {
    for (Route route : routes()) {
      Matcher at = route.path().matcher(asked.path());
      if (route.method().equals(asked.method()) && at.matches()) {
        return route.answer().apply(asked, at);
      }
    }
    return notFound();
  }

  private static long number(Matcher at) {
    return Long.parseLong(at.group(1));
  }

  private static Answered notFound() {
    return new Answered(404, map("message", "Not Found", "status", "404"), "");
  }

  private Answered open(Asked asked) {
    return paging.apply(
        asked,
        world.requests.stream()
            .filter(request -> request.target().equals(asked.parameter("base")))
            .filter(request -> request.merged().isEmpty() && !request.closed())
            .map(this::simple)
            .toList());
  }

  private Answered pull(long number) {
    return world
        .request(number)
        .map(
            request -> {
              Map<String, Object> pull = new LinkedHashMap<>(simple(request));
              pull.put("commits", request.commits().size());
              return Answered.of(pull);
            })
        .orElseGet(GitHubServer::notFound);
  }

  private Map<String, Object> simple(Request request) {
    boolean open = request.merged().isEmpty() && !request.closed();
    return map(
        "number", request.number(),
        "html_url", "https://github.example/acme/connect/pull/" + request.number(),
        "state", open ? "open" : "closed",
        "user", user(request.author()),
        "merged_at", request.merged().map(commit -> "2026-01-02T03:04:05Z").orElse(null),
        // Of one that is not merged it is the merge that is tried in advance.
        "merge_commit_sha", request.merged().orElse("f".repeat(40)),
        "head",
            map(
                "ref", request.source(),
                "sha", request.head(),
                "repo", request.fork() ? FORK : OURS),
        "base", map("ref", request.target(), "sha", "0".repeat(40), "repo", OURS));
  }

  private Answered pullsWith(Asked asked, String commit) {
    return paging.apply(
        asked,
        world.requests.stream()
            .filter(
                request ->
                    request.merged().equals(Optional.of(commit))
                        || request.commits().stream().anyMatch(each -> each.sha().equals(commit)))
            .map(this::simple)
            .toList());
  }

  private Answered reviews(Asked asked, long number) {
    return of(asked, number, request -> request.said().stream().map(this::review).toList());
  }

  private Map<String, Object> review(Said said) {
    return map(
        "user", user(said.by()),
        "state", said.state().name(),
        "commit_id", said.commit().isEmpty() ? null : said.commit(),
        "submitted_at", said.at().toString());
  }

  private Answered events(Asked asked, long number) {
    return of(
        asked,
        number,
        request -> {
          List<Object> events = new ArrayList<>();
          events.add(event("labeled", LATE));
          request.retargeted().forEach(at -> events.add(event(baseChange, at)));
          events.add(event("head_ref_force_pushed", LATE));
          return events;
        });
  }

  private Map<String, Object> event(String event, Instant at) {
    return map("id", 1, "event", event, "actor", user(us), "created_at", at.toString());
  }

  private Answered commits(Asked asked, long number) {
    return of(asked, number, request -> request.commits().stream().map(this::commit).toList());
  }

  private Map<String, Object> commit(Commit commit) {
    boolean byGitHub = commit.committer().filter(by -> by.login().equals("web-flow")).isPresent();
    return map(
        "sha", commit.sha(),
        "author", commit.author().map(this::user).orElse(null),
        "committer", commit.committer().map(this::user).orElse(null),
        "commit", map("message", "m", "verification", map("verified", byGitHub)));
  }

  private Answered of(Asked asked, long number, Function<Request, List<?>> what) {
    return world
        .request(number)
        .map(request -> paging.apply(asked, what.apply(request)))
        .orElseGet(GitHubServer::notFound);
  }

  /** When no push is told, its author pushed the branch. A deleted one has no ref any more. */
  private Answered activity(Asked asked, Matcher at) {
    boolean fork = at.group(1).equals("eve");
    String ref = asked.parameter("ref");
    List<Object> done = new ArrayList<>();
    for (Request request : world.requests) {
      String branch = "refs/heads/" + request.source();
      if (request.fork() == fork && (ref.isEmpty() || (ref.equals(branch) && !deleted))) {
        for (Push push : pushes(request)) {
          for (int i = 0; ref.isEmpty() && i < between; i++) {
            done.add(0, activity("refs/heads/other", push));
          }
          done.add(0, activity(branch, push));
        }
      }
    }
    return byCursor(asked, done);
  }

  /** This list leads on by a cursor, and knows no numbers of pages. */
  private Answered byCursor(Asked asked, List<?> all) {
    String query = asked.query().replaceFirst("(^|&)after=", "$1page=");
    Answered page =
        paging.apply(
            new Asked(asked.method(), asked.path(), query, asked.body(), asked.headers()), all);
    return new Answered(
        page.status(), page.body(), page.link().replace("&page=", "&after="), page.length());
  }

  private static List<Push> pushes(Request request) {
    return request.pushes().isEmpty()
        ? List.of(new Push(request.author(), "0".repeat(40), request.head(), false))
        : request.pushes();
  }

  private Map<String, Object> activity(String branch, Push push) {
    return map(
        "activity_type", push.forced() ? "force_push" : "push",
        "ref", branch,
        "before", push.before(),
        "after", push.after(),
        "actor", user(push.by()));
  }

  private Answered members(Asked asked, Matcher at) {
    @Nullable List<Person> members = world.teams.get("@" + at.group(1) + "/" + at.group(2));
    return members == null
        ? notFound()
        : paging.apply(asked, members.stream().map(this::user).toList());
  }

  private Answered comments(Asked asked, long number) {
    return paging.apply(
        asked,
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

  private Answered runs(String head) {
    List<Object> runs =
        world.verdicts.stream()
            .filter(verdict -> verdict.head().equals(head))
            .<Object>map(this::shown)
            .toList();
    return Answered.of(map("total_count", runs.size(), "check_runs", runs));
  }

  private Map<String, Object> shown(Verdict verdict) {
    return map(
        "id", verdict.id(),
        "external_id", digests.getOrDefault(verdict.id(), ""),
        "output", map("title", verdict.title(), "annotations_count", verdict.annotations()));
  }

  private Answered run(Asked asked) {
    Verdict verdict = verdict(world.nextId(), asked.json().path("head_sha").asText(), asked, 0);
    world.verdicts.add(verdict);
    return new Answered(201, shown(verdict), "");
  }

  private Answered editRun(Asked asked, long id) {
    world.verdicts.replaceAll(
        verdict ->
            verdict.id() == id
                ? verdict(id, verdict.head(), asked, verdict.annotations())
                : verdict);
    return Answered.of(map("id", id));
  }

  private Verdict verdict(long id, String head, Asked asked, int before) {
    JsonNode run = asked.json();
    digests.put(id, run.path("external_id").asText());
    return new Verdict(
        id,
        head,
        run.path("status").asText().equals("completed")
            ? Conclusion.valueOf(run.path("conclusion").asText().toUpperCase(Locale.ROOT))
            : Conclusion.PENDING,
        run.path("output").path("title").asText(),
        before + run.path("output").path("annotations").size());
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

  private Answered token() {
    tokens++;
    return new Answered(
        201,
        map(
            "token",
            ForgeContract.TOKEN + tokens,
            "expires_at",
            now.plus(1, ChronoUnit.HOURS).toString()),
        "");
  }

  private Map<String, Object> user(Person person) {
    return map("id", person.id(), "login", person.login(), "type", person.bot() ? "Bot" : "User");
  }

  static Map<String, Object> map(@Nullable Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      putNullable(map, String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  @SuppressWarnings("NullAway") // JSON has nulls.
  private static void putNullable(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }
}
