package io.riparian.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riparian.forge.ForgeServer.Answered;
import io.riparian.forge.ForgeServer.Asked;
import io.riparian.forge.ForgeWorld.Comment;
import io.riparian.forge.ForgeWorld.Commit;
import io.riparian.forge.ForgeWorld.Person;
import io.riparian.forge.ForgeWorld.Push;
import io.riparian.forge.ForgeWorld.Request;
import io.riparian.forge.ForgeWorld.Said;
import io.riparian.forge.ForgeWorld.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * A forge on a port of this machine, what people do on it, and what it delivers then. It answers in
 * the shapes of the forge that it plays.
 */
public final class StagedForge implements AutoCloseable {
  public static final String SECRET = "webhook-secret-0123456789";
  private static final String TOKEN = "forge-token-0123456789";

  private final Kind kind;
  private final ForgeWorld world = new ForgeWorld();
  private final ForgeServer server;
  private final Map<String, Person> people = new TreeMap<>();
  private Instant now = ForgeWorld.NOON;

  /** The forges that we understand. */
  public enum Kind {
    GITHUB,
    GITLAB,
    GITEA;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Where it keeps a request's newest commit. */
    public String headRef(long number) {
      return this == GITLAB
          ? "refs/merge-requests/" + number + "/head"
          : "refs/pull/" + number + "/head";
    }
  }

  /** What it delivers. */
  public record Delivered(String path, Map<String, String> headers, String body) {}

  public StagedForge(Kind kind) {
    this.kind = kind;
    this.server = new ForgeServer(answering());
  }

  private Function<Asked, Answered> answering() {
    return switch (kind) {
      case GITHUB -> {
        Person app = new Person(901, "riparian[bot]", true);
        yield new GitHubServer(world, (asked, all) -> page(asked, all), app)::answer;
      }
      case GITLAB ->
          new GitLabServer(world, (asked, all) -> page(asked, all), ForgeWorld.US)::answer;
      case GITEA -> new GiteaServer(world, ForgeWorld.US)::answer;
    };
  }

  private Answered page(Asked asked, List<?> all) {
    return server.page(asked, all);
  }

  /**
   * The daemon's configuration for it.
   *
   * @param directory where a key may be put
   */
  public Map<String, String> settings(Path directory) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("riparian.forge.type", kind.word());
    settings.put("riparian.forge.url", server.url() + api());
    settings.put("riparian.forge.repository", ForgeWorld.REPOSITORY.path());
    settings.put("riparian.forge.webhook-secrets", SECRET);
    if (kind == Kind.GITHUB) {
      settings.put("riparian.forge.app.id", "12");
      settings.put("riparian.forge.app.installation", "34");
      settings.put("riparian.forge.app.private-key", key(directory).toString());
    } else {
      settings.put("riparian.forge.token", TOKEN);
    }
    return settings;
  }

  private String api() {
    return switch (kind) {
      case GITHUB -> "";
      case GITLAB -> "/api/v4";
      case GITEA -> "/api/v1";
    };
  }

  private static Path key(Path directory) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
      String label = "PRIVATE KEY";
      return Files.writeString(
          Files.createDirectories(directory).resolve("app.pem"),
          "-----BEGIN %s-----%n%s%n-----END %s-----%n"
              .formatted(label, Base64.getMimeEncoder().encodeToString(encoded), label));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Person person(String login) {
    return people.computeIfAbsent(
        login,
        name -> {
          Person person = new Person(100L + people.size(), name, false);
          world.people.add(person);
          return person;
        });
  }

  public StagedForge team(String handle, String... logins) {
    world.teams.put(handle, new ArrayList<>(List.of(logins).stream().map(this::person).toList()));
    return this;
  }

  /** Somebody opens a request with one commit of theirs. */
  public StagedForge opens(long number, String login, String head) {
    Request request = Request.of(number);
    put(
        new Request(
            number,
            person(login),
            request.source(),
            request.target(),
            false,
            Optional.empty(),
            false,
            List.of(Commit.by(head, person(login))),
            List.of(),
            List.of(new Push(person(login), "0".repeat(40), head, false)),
            List.of()));
    return this;
  }

  /**
   * Somebody pushes one more commit to a request; where the forge does so, that takes approvals
   * back.
   */
  public StagedForge pushes(long number, String login, String head) {
    Request request = request(number);
    List<Commit> commits = new ArrayList<>(request.commits());
    commits.add(Commit.by(head, person(login)));
    List<Push> pushes = new ArrayList<>(request.pushes());
    pushes.add(new Push(person(login), request.head(), head, false));
    Request pushed = request.with(commits.toArray(Commit[]::new)).with(pushes.toArray(Push[]::new));
    put(kind == Kind.GITLAB ? pushed.with(new Said[0]) : pushed);
    return this;
  }

  public StagedForge approves(long number, String login) {
    return says(number, login, Review.State.APPROVED, request(number).head());
  }

  /**
   * Somebody says something of a commit of a request. GitLab keeps no approval of an earlier one.
   */
  public StagedForge says(long number, String login, Review.State state, String commit) {
    Request request = request(number);
    List<Said> said = new ArrayList<>(request.said());
    if (kind != Kind.GITLAB || commit.equals(request.head())) {
      said.add(new Said(person(login), state, commit, later()));
    }
    put(request.with(said.toArray(Said[]::new)));
    return this;
  }

  /** The request was to another branch until now. */
  public StagedForge retargets(long number) {
    Request request = request(number);
    List<Instant> all = new ArrayList<>(request.retargeted());
    all.add(later());
    put(request.retargeted(all.toArray(Instant[]::new)));
    return this;
  }

  private Instant later() {
    now = now.plusSeconds(1);
    return now;
  }

  /** The request's newest commit was made by somebody else too. */
  public StagedForge committedBy(long number, String login) {
    Request request = request(number);
    List<Commit> commits = new ArrayList<>(request.commits());
    Commit last = commits.remove(commits.size() - 1);
    commits.add(last.committedBy(person(login)));
    put(request.with(commits.toArray(Commit[]::new)));
    return this;
  }

  /** The door to it; only within a running Quarkus application. */
  public Forge open() {
    ForgeEndpoint endpoint = ForgeEndpoint.of(URI.create(server.url() + api()));
    ForgeCredential.Token token = new ForgeCredential.Token(TOKEN);
    return switch (kind) {
      case GITHUB -> new GitHub(endpoint, token, ForgeWorld.REPOSITORY, "riparian");
      case GITLAB -> new GitLab(endpoint, token, ForgeWorld.REPOSITORY, "riparian");
      case GITEA -> new Gitea(endpoint, token, ForgeWorld.REPOSITORY, "riparian");
    };
  }

  public StagedForge merges(long number, String commit) {
    put(request(number).mergedAs(commit));
    return this;
  }

  private Request request(long number) {
    return world.request(number).orElseThrow();
  }

  private void put(Request request) {
    world.requests.removeIf(other -> other.number() == request.number());
    world.requests.add(request);
  }

  /** What stands on a request, oldest first. */
  public List<String> comments(long number) {
    return List.copyOf(world.comments).stream()
        .filter(comment -> comment.request() == number)
        .map(Comment::body)
        .toList();
  }

  /** The verdict that stands beside a commit; empty when there is none. */
  public Optional<Check.Conclusion> conclusion(String head) {
    return verdict(head).map(Verdict::conclusion);
  }

  /** How many mistakes are shown at their lines beside a commit. */
  public int annotations(String head) {
    return verdict(head).map(Verdict::annotations).orElse(0);
  }

  public String title(String head) {
    return verdict(head).map(Verdict::title).orElse("");
  }

  private Optional<Verdict> verdict(String head) {
    return List.copyOf(world.verdicts).stream()
        .filter(verdict -> verdict.head().equals(head))
        .reduce((older, newer) -> newer);
  }

  /** How often it was asked to change something. */
  public long writes() {
    return written().size();
  }

  /** What it was asked to change, and to what. */
  public List<String> written() {
    return server.asked().stream()
        .filter(Asked::writes)
        .filter(asked -> !asked.path().endsWith("/access_tokens"))
        .map(asked -> asked.method() + " " + asked.path() + " " + asked.body())
        .toList();
  }

  /** What it delivers after a push to the branch. */
  public Delivered push(String repository) {
    return switch (kind) {
      case GITHUB, GITEA ->
          delivered(
              "push",
              """
              {"ref": "refs/heads/main", %s}"""
                  .formatted(named(repository)));
      case GITLAB ->
          delivered(
              "Push Hook",
              """
              {"object_kind": "push", "ref": "refs/heads/main", %s}"""
                  .formatted(named(repository)));
    };
  }

  /** What it delivers after something happened to a request. */
  public Delivered change(long number, String repository) {
    return switch (kind) {
      case GITHUB, GITEA ->
          delivered(
              "pull_request",
              """
              {"action": "synchronize", "number": %1$d, "pull_request": {"number": %1$d},
               %2$s}"""
                  .formatted(number, named(repository)));
      case GITLAB ->
          delivered(
              "Merge Request Hook",
              """
              {"object_kind": "merge_request", "object_attributes": {"iid": %d, "action": "update"},
               %s}"""
                  .formatted(number, named(repository)));
    };
  }

  /** How a delivery names the repository: by each of its addresses. */
  private String named(String repository) {
    return switch (kind) {
      case GITHUB, GITEA ->
          """
          "repository": {"full_name": "acme/connect", "clone_url": "%s",
            "ssh_url": "git@forge.example:acme/connect.git",
            "git_url": "git://forge.example/acme/connect.git",
            "html_url": "https://forge.example/acme/connect"}"""
              .formatted(repository);
      case GITLAB ->
          """
          "project": {"id": 77, "git_http_url": "%s",
            "git_ssh_url": "git@forge.example:acme/connect.git",
            "web_url": "https://forge.example/acme/connect"}"""
              .formatted(repository);
    };
  }

  private Delivered delivered(String event, String json) {
    byte[] body = json.getBytes(UTF_8);
    String signature = HexFormat.of().formatHex(WebhookSignature.of(SECRET.getBytes(UTF_8), body));
    String id = UUID.randomUUID().toString();
    Map<String, String> headers =
        switch (kind) {
          case GITHUB ->
              Map.of(
                  "X-GitHub-Event", event,
                  "X-GitHub-Delivery", id,
                  "X-Hub-Signature-256", "sha256=" + signature);
          case GITLAB ->
              Map.of("X-Gitlab-Event", event, "X-Gitlab-Event-UUID", id, "X-Gitlab-Token", SECRET);
          case GITEA ->
              Map.of(
                  "X-Gitea-Event", event,
                  "X-Gitea-Delivery", id,
                  "X-Gitea-Signature", signature);
        };
    return new Delivered("/hooks/" + kind.word(), headers, json);
  }

  /** The address of the server, for those who look at what it was asked. */
  public URI url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
