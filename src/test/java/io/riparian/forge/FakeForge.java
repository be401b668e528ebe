package io.riparian.forge;

import io.riparian.forge.ChangeRequest.State;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A forge without a network: requests, reviews and teams as a test wants them. */
public final class FakeForge implements Forge {
  private final Map<Long, ChangeRequest> requests = new TreeMap<>();
  private final Map<String, List<Long>> cameWith = new HashMap<>();
  private final Map<Long, List<Review>> said = new HashMap<>();
  private final Map<Long, Set<Account>> contributors = new HashMap<>();
  private final Map<Long, List<String>> strangers = new HashMap<>();
  private final Map<String, Set<Account>> teams = new HashMap<>();
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<Long, Map<String, String>> comments = new TreeMap<>();
  private final List<Check> checks = new ArrayList<>();
  private @Nullable ForgeFailure failure;
  private long nonsense;
  private long locked;
  private long tooMuch;
  private int calls;

  /** The account of this name, with a number of its own. */
  public Account account(String login) {
    return accounts.computeIfAbsent(
        login, name -> new Account(String.valueOf(100 + accounts.size()), name, false));
  }

  /** Somebody else takes this name. */
  public FakeForge renamed(String login) {
    accounts.put(login, new Account(String.valueOf(900 + accounts.size()), login, false));
    return this;
  }

  public FakeForge robot(String login) {
    accounts.put(login, new Account(String.valueOf(100 + accounts.size()), login, true));
    return this;
  }

  /** A request is opened, or its newest commit is another. */
  public FakeForge asks(long number, String author, String head) {
    put(number, author, head, State.OPEN, "", false);
    return this;
  }

  public FakeForge asksFromFork(long number, String author, String head) {
    put(number, author, head, State.OPEN, "", true);
    return this;
  }

  private void put(
      long number, String author, String head, State state, String mergedAs, boolean fork) {
    requests.put(
        number,
        new ChangeRequest(
            number,
            URI.create("https://forge.example/acme/connectors/pull/" + number),
            account(author),
            head,
            "main",
            fork,
            state,
            mergedAs));
  }

  /** A request was merged, as these commits of the branch, the last of which the forge names. */
  public FakeForge merged(long number, String... commits) {
    ChangeRequest request = known(number);
    put(
        number,
        request.author().login(),
        request.head(),
        State.MERGED,
        commits[commits.length - 1],
        request.fork());
    for (String commit : commits) {
      cameWith.computeIfAbsent(commit, none -> new ArrayList<>()).add(number);
    }
    return this;
  }

  public FakeForge closed(long number) {
    ChangeRequest request = known(number);
    put(number, request.author().login(), request.head(), State.CLOSED, "", request.fork());
    return this;
  }

  public FakeForge approves(String login, long number) {
    return says(login, number, Review.State.APPROVED, known(number).head());
  }

  public FakeForge says(String login, long number, Review.State state, String commit) {
    said.computeIfAbsent(number, none -> new ArrayList<>())
        .add(new Review(account(login), state, commit));
    return this;
  }

  public FakeForge commits(String login, long number) {
    contributors.computeIfAbsent(number, none -> new LinkedHashSet<>()).add(account(login));
    return this;
  }

  public FakeForge commitOfNobody(long number, String commit) {
    strangers.computeIfAbsent(number, none -> new ArrayList<>()).add(commit);
    return this;
  }

  public FakeForge team(String handle, String... logins) {
    Set<Account> members = new LinkedHashSet<>();
    List.of(logins).forEach(login -> members.add(account(login)));
    teams.put(handle, members);
    return this;
  }

  /** The team is hidden from us. */
  public FakeForge withoutTeam(String handle) {
    teams.remove(handle);
    return this;
  }

  /** Answers nothing but this from now on; as usual after {@code null}. */
  public FakeForge failsWith(@Nullable ForgeFailure mistake) {
    failure = mistake;
    return this;
  }

  /** Answers nonsense when it is asked who agreed to this request; as usual after 0. */
  public FakeForge talksNonsenseOf(long number) {
    nonsense = number;
    return this;
  }

  /** Nobody may say anything on this request any more; as usual after 0. */
  public FakeForge locks(long number) {
    locked = number;
    return this;
  }

  /** Of this request the forge tells too much to be read whole; as usual after 0. */
  public FakeForge tellsTooMuchOf(long number) {
    tooMuch = number;
    return this;
  }

  public int calls() {
    return calls;
  }

  /** What stands on a request, by marker. */
  public Map<String, String> comments(long number) {
    return comments.getOrDefault(number, Map.of());
  }

  /** Every check that was shown, oldest first. */
  public List<Check> checks() {
    return List.copyOf(checks);
  }

  private ChangeRequest known(long number) {
    return Optional.ofNullable(requests.get(number)).orElseThrow();
  }

  private void answer() {
    calls++;
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String name() {
    return "Fake";
  }

  @Override
  public String headRef(long number) {
    return "refs/pull/" + number + "/head";
  }

  @Override
  public List<ChangeRequest> open() {
    answer();
    return requests.values().stream()
        .filter(request -> request.state() == State.OPEN)
        .sorted(Comparator.comparing(ChangeRequest::number))
        .toList();
  }

  @Override
  public Optional<ChangeRequest> request(long number) {
    answer();
    return Optional.ofNullable(requests.get(number));
  }

  @Override
  public List<ChangeRequest> mergedWith(String commit) {
    answer();
    return cameWith.getOrDefault(commit, List.of()).stream().map(this::known).toList();
  }

  @Override
  public Reviews reviews(ChangeRequest request) {
    answer();
    if (request.number() == nonsense) {
      throw new IllegalStateException("nonsense");
    }
    if (request.number() == tooMuch) {
      throw new ForgeFailure(ForgeFailure.Kind.BAD_ANSWER, "it has too many commits");
    }
    return new Reviews(
        said.getOrDefault(request.number(), List.of()),
        contributors.getOrDefault(request.number(), Set.of()),
        strangers.getOrDefault(request.number(), List.of()));
  }

  @Override
  public Optional<Set<Account>> members(String team) {
    answer();
    return Optional.ofNullable(teams.get(team));
  }

  @Override
  public void comment(ChangeRequest request, String marker, String markdown) {
    answer();
    if (request.number() == locked) {
      throw new ForgeFailure(ForgeFailure.Kind.FORBIDDEN, "the conversation is locked");
    }
    MarkedText text = new MarkedText(marker, markdown);
    comments.computeIfAbsent(request.number(), none -> new HashMap<>()).put(marker, text.text());
  }

  @Override
  public void check(Check check) {
    answer();
    checks.add(check);
  }

  @Override
  public void close() {
    failure = null;
  }
}
