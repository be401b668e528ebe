package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.forge.Forge;
import io.riparian.forge.Review;
import io.riparian.forge.StagedForge;
import io.riparian.forge.StagedForge.Kind;
import io.riparian.ledger.Birth;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.ledger.Ledger;
import io.riparian.ownership.approval.HoldReason;
import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import io.riparian.repo.FetchResult;
import io.riparian.repo.GitMirror;
import io.riparian.repo.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scenarios that were written down before there was a program, as they come to the branch: a
 * real repository, and each forge's API telling what was said. Where they stand is told by {@code
 * -Dconformance.dir}; without it this is skipped.
 */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
@EnabledIfSystemProperty(named = "conformance.dir", matches = ".+")
class ForgeConformanceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Set<String> CODES =
      new HashSet<>(Stream.of(HoldReason.values()).map(HoldReason::code).toList());

  @TempDir private Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    return of(each -> true, "", Scenario::check);
  }

  /** Whatever was let in by approvals alone waits when the request's branch changed after them. */
  @TestFactory
  Stream<DynamicTest> noApprovalOutlivesTheBaseThatItWasGivenFor() throws IOException {
    return of(
        each ->
            !each.path("mode").asText().equals("trust-branch")
                && !each.path("pr").path("approvals").isEmpty()
                && !each.path("expect").path("accepted").isEmpty()
                && each.path("expect").path("held").isEmpty(),
        " retargeted",
        Scenario::checkRetargeted);
  }

  private Stream<DynamicTest> of(
      Predicate<JsonNode> which, String suffix, Consumer<Scenario> checking) throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "ownership", "approvals.json");
    JsonNode all = new ObjectMapper().readTree(Files.readAllBytes(file));
    List<DynamicTest> tests = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (JsonNode scenario : all.get("scenarios")) {
        String name = kind.word() + " " + scenario.get("id").asText() + suffix;
        Path place = directory.resolve(name.replace(' ', '-'));
        if (which.test(scenario)) {
          tests.add(
              dynamicTest(
                  name + " " + scenario.get("title").asText(),
                  () -> checking.accept(new Scenario(kind, all, scenario, place))));
        }
      }
    }
    return tests.stream();
  }

  /** One of them on one forge. */
  private static final class Scenario {
    private final Kind kind;
    private final JsonNode all;
    private final JsonNode scenario;
    private final Path place;
    private final String ownershipFile;

    Scenario(Kind kind, JsonNode all, JsonNode scenario, Path place) {
      this.kind = kind;
      this.all = all;
      this.scenario = scenario;
      this.place = place;
      this.ownershipFile = all.get("ownershipFile").asText();
    }

    void check() {
      admitted(staged -> {}, this::judged);
    }

    void checkRetargeted() {
      admitted(staged -> staged.retargets(7), this::judgedWithoutApprovals);
    }

    private void judgedWithoutApprovals(Admission admission) {
      assertThat(accepted(admission)).isEmpty();
      assertThat(admission.units().stream().flatMap(unit -> unit.violations().stream()))
          .isNotEmpty()
          .noneMatch(why -> why.reason() == HoldReason.EVIDENCE_UNREADABLE);
    }

    private void admitted(Consumer<StagedForge> atLast, Consumer<Admission> judging) {
      try (Upstream upstream = new Upstream(place.resolve("upstream"));
          StagedForge staged = new StagedForge(kind);
          Forge forge = staged.open();
          GitMirror mirror = GitMirror.open(upstream.source(), place.resolve("mirror"))) {
        String baseline = baseline(upstream);
        mirror.fetch();
        Ledger ledger = new InMemoryLedger();
        Gate gate = gate(mirror, ledger, forge);
        ledger.begin(
            new Birth(Birth.Kind.BASELINE, baseline, "operator", NOW),
            gate.all(baseline, "baseline"),
            List.of());
        teams(staged);
        String tip = change(upstream, staged, baseline);
        atLast.accept(staged);
        if (scenario.path("history").asText().equals("non-fast-forward")) {
          assertThat(mirror.fetch()).isEqualTo(new FetchResult.Rewritten(baseline, tip));
        } else {
          mirror.fetch();
          judging.accept(gate.admit(tip));
        }
      }
    }

    private String baseline(Upstream upstream) {
      scenario.get("basePaths").forEach(path -> upstream.file(path.asText(), "before"));
      return upstream.file(ownershipFile, baseOwners()).commit("baseline");
    }

    private String baseOwners() {
      return scenario.path("baseOwners").asText(all.get("defaultBaseOwners").asText());
    }

    private Gate gate(GitMirror mirror, Ledger ledger, Forge forge) {
      boolean trusting = scenario.path("mode").asText().equals("trust-branch");
      return new Gate(
          mirror,
          ledger,
          new OwnershipSettings(
              trusting ? OwnershipSettings.Mode.NONE : OwnershipSettings.Mode.FORGE,
              Optional.of(ownershipFile),
              Dialect.GITHUB,
              List.of(new Owner(all.get("platformOwners").asText(), Owner.Kind.TEAM)),
              Optional.empty()),
          Optional.of(new RequestBook(forge, InstantSource.fixed(NOW))),
          DeclaredFiles.NONE::next,
          () -> NOW);
    }

    private void teams(StagedForge staged) {
      all.get("groups")
          .properties()
          .forEach(
              group -> staged.team(group.getKey(), texts(group.getValue()).toArray(String[]::new)));
    }

    /** Opens the request, lets people say what they say, and merges it as it is. */
    private String change(Upstream upstream, StagedForge staged, String baseline) {
      for (JsonNode change : scenario.get("changes")) {
        String path = change.get("path").asText();
        if (change.get("kind").asText().equals("delete")) {
          upstream.without(path);
        } else if (change.path("mode").asText().equals("120000")) {
          upstream.link(path, "../../search/connectors/index.yaml");
        } else if (path.equals(ownershipFile)) {
          upstream.file(path, scenario.path("headOwners").asText(baseOwners()));
        } else {
          upstream.file(path, "after");
        }
      }
      boolean rewritten = scenario.path("history").asText().equals("non-fast-forward");
      String head =
          upstream.commitOn(rewritten ? List.of() : List.of(baseline), "what is asked for");
      if (scenario.hasNonNull("pr")) {
        asked(staged, scenario.get("pr"), head);
        staged.merges(7, head);
      }
      return head;
    }

    private static void asked(StagedForge staged, JsonNode request, String head) {
      staged.opens(7, request.get("author").asText(), head);
      request.path("committers").forEach(name -> staged.committedBy(7, name.asText()));
      for (JsonNode review : request.path("approvals")) {
        String sha = review.path("sha").asText("");
        staged.says(
            7,
            review.get("user").asText(),
            Review.State.valueOf(review.get("state").asText()),
            sha.isEmpty() ? head : "0".repeat(40));
      }
    }

    private Set<String> touched() {
      Set<String> touched = new TreeSet<>();
      scenario
          .get("changes")
          .forEach(change -> touched.add(Unit.of(change.get("path").asText()).name()));
      return touched;
    }

    private Set<String> accepted(Admission admission) {
      Set<String> accepted = touched();
      admission.units().stream()
          .filter(UnitStanding::isHeld)
          .forEach(unit -> accepted.remove(unit.unit().name()));
      return accepted;
    }

    private void judged(Admission admission) {
      Set<String> touched = touched();
      Set<String> held = new TreeSet<>();
      Set<String> told = new TreeSet<>();
      for (UnitStanding unit : admission.units()) {
        if (unit.isHeld()) {
          held.add(unit.unit().name());
          unit.violations()
              .forEach(
                  why ->
                      told.add(
                          why.reason().code()
                              + " "
                              + why.path()
                              + " "
                              + new TreeSet<>(why.need())));
        }
      }
      JsonNode expect = scenario.get("expect");

      assertThat(accepted(admission)).isEqualTo(texts(expect.get("accepted")));

      if (texts(expect.get("held")).equals(Set.of("*"))) {
        assertThat(held).containsAll(touched);
      } else {
        assertThat(held).isEqualTo(texts(expect.get("held")));
      }
      assertThat(told).containsAll(wanted(expect.get("violations")));
    }

    private static Set<String> wanted(JsonNode violations) {
      Set<String> wanted = new TreeSet<>();
      for (JsonNode violation : violations) {
        if (CODES.contains(violation.get("code").asText())) {
          wanted.add(
              violation.get("code").asText()
                  + " "
                  + violation.get("path").asText()
                  + " "
                  + Optional.ofNullable(violation.get("need"))
                      .map(Scenario::texts)
                      .orElse(Set.of()));
        }
      }
      return wanted;
    }

    private static Set<String> texts(JsonNode array) {
      return new TreeSet<>(
          StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList());
    }
  }
}
