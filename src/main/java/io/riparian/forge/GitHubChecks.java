package io.riparian.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.GitHubAnswers.CheckRun;
import io.riparian.forge.GitHubAnswers.CheckRuns;
import io.riparian.forge.GitHubAnswers.Created;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The verdicts that we show beside commits: check runs of an app, commit statuses of an account,
 * which may not write the former. A check run is complete when all of its annotations are there.
 */
final class GitHubChecks {
  /** GitHub takes no more annotations at once. */
  private static final int BATCH = 50;

  private static final int MOST_REMEMBERED = 2_000;

  private static final TypeReference<CheckRuns> RUNS = new TypeReference<>() {};
  private static final TypeReference<Created> CREATED = new TypeReference<>() {};

  /** GitHub takes at most 1,000 for one commit. What we said ourselves is not said again. */
  private final Map<String, String> statuses =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  private final GitHubCalls calls;
  private final String owner;
  private final String repo;
  private final String path;
  private final String name;

  GitHubChecks(GitHubCalls calls, ForgeRepository repository, String name) {
    this.calls = calls;
    this.owner = repository.owner();
    this.repo = repository.name();
    this.path = "/repos/" + repository.path();
    this.name = name;
  }

  void show(Check check) {
    calls.login().app().ifPresentOrElse(app -> run(app, check), () -> status(check));
  }

  private void run(long app, Check check) {
    String digest = digest(check);
    Optional<CheckRun> before = newest(app, check);
    if (before.flatMap(CheckRun::externalId).equals(Optional.of(digest))) {
      return;
    }
    // Annotations can be added to a run, and not be taken away from it.
    Optional<Long> run =
        before.filter(each -> each.output().annotationsCount() == 0).map(CheckRun::id);
    List<List<Check.Annotation>> batches = batches(check.annotations());
    for (int i = 0; i < batches.size(); i++) {
      boolean last = i == batches.size() - 1;
      Optional<String> head = run.isPresent() ? Optional.empty() : Optional.of(check.head());
      GitHubApi.Output output = output(check, batches.get(i));
      run =
          Optional.of(write(run, last ? whole(head, check, digest, output) : begun(head, output)));
    }
  }

  private Optional<CheckRun> newest(long app, Check check) {
    return calls
        .read(
            calls.call("GET", path + "/commits/" + check.head() + "/check-runs"),
            RUNS,
            (asked, as) ->
                asked.checkRuns(as, owner, repo, check.head(), name, app, ForgeCalls.PAGE))
        .checkRuns()
        .stream()
        .max(Comparator.comparingLong(CheckRun::id));
  }

  private static List<List<Check.Annotation>> batches(List<Check.Annotation> all) {
    List<List<Check.Annotation>> batches = new ArrayList<>();
    for (int from = 0; from == 0 || from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }

  private static GitHubApi.Output output(Check check, List<Check.Annotation> annotations) {
    return new GitHubApi.Output(
        check.title(),
        check.summary(),
        annotations.stream().map(GitHubChecks::annotation).toList());
  }

  private GitHubApi.CheckRun whole(
      Optional<String> head, Check check, String digest, GitHubApi.Output output) {
    Optional<String> conclusion = conclusion(check.conclusion());
    return new GitHubApi.CheckRun(
        name,
        head,
        conclusion.isPresent() ? "completed" : "in_progress",
        conclusion,
        Optional.of(digest),
        output);
  }

  private GitHubApi.CheckRun begun(Optional<String> head, GitHubApi.Output output) {
    return new GitHubApi.CheckRun(
        name, head, "in_progress", Optional.empty(), Optional.empty(), output);
  }

  private static Optional<String> conclusion(Check.Conclusion conclusion) {
    return switch (conclusion) {
      case PENDING -> Optional.empty();
      case SUCCESS, FAILURE, NEUTRAL -> Optional.of(conclusion.name().toLowerCase(Locale.ROOT));
    };
  }

  private static GitHubApi.Annotation annotation(Check.Annotation annotation) {
    return new GitHubApi.Annotation(
        annotation.path(),
        annotation.line(),
        annotation.line(),
        annotation.level().name().toLowerCase(Locale.ROOT),
        annotation.title(),
        annotation.message());
  }

  /** The run that was written. */
  private long write(Optional<Long> run, GitHubApi.CheckRun written) {
    return calls
        .read(
            run.map(id -> calls.call("PATCH", path + "/check-runs/" + id))
                .orElseGet(() -> calls.call("POST", path + "/check-runs")),
            CREATED,
            (asked, as) ->
                run.map(id -> asked.editCheckRun(as, owner, repo, id, written))
                    .orElseGet(() -> asked.checkRun(as, owner, repo, written)))
        .id();
  }

  /** By which a run is known to say all of this already. */
  private static String digest(Check check) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(ForgeAnswer.JSON.writeValueAsBytes(check)));
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException("a JDK has SHA-256; a record can be written", impossible);
    }
  }

  /** A status knows no neutral verdict; as a check run, that one lets pass too. */
  private void status(Check check) {
    String state =
        switch (check.conclusion()) {
          case PENDING -> "pending";
          case SUCCESS, NEUTRAL -> "success";
          case FAILURE -> "failure";
        };
    String said = state + " " + check.title();
    if (!said.equals(statuses.get(check.head()))) {
      calls.expect(
          calls.call("POST", path + "/statuses/" + check.head()),
          (asked, as) ->
              asked.status(
                  as, owner, repo, check.head(), new GitHubApi.Status(state, name, check.title())));
      statuses.put(check.head(), said);
    }
  }
}
