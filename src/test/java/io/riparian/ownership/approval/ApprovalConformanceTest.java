package io.riparian.ownership.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.ownership.approval.PathChange.Entry;
import io.riparian.ownership.approval.PathChange.Kind;
import io.riparian.ownership.approval.Request.Review;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The judgement against scenarios that were written down before there was a program. Where they
 * stand is told by {@code -Dconformance.dir}; without it this is skipped.
 */
@EnabledIfSystemProperty(named = "conformance.dir", matches = ".+")
class ApprovalConformanceTest {
  private static final String HEAD = "head";
  private static final Set<String> CODES =
      new HashSet<>(Stream.of(HoldReason.values()).map(HoldReason::code).toList());

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    Path file = Path.of(System.getProperty("conformance.dir", ""), "ownership", "approvals.json");
    JsonNode all = new ObjectMapper().readTree(Files.readAllBytes(file));
    return each(all.get("scenarios"))
        .map(
            scenario ->
                dynamicTest(
                    scenario.get("id").asText() + " " + scenario.get("title").asText(),
                    () -> check(all, scenario)));
  }

  private static void check(JsonNode all, JsonNode scenario) {
    List<Verdict> verdicts = judge(all, scenario);
    JsonNode expect = scenario.get("expect");
    Set<String> held = names(verdicts, verdict -> !verdict.isAccepted());

    assertThat(names(verdicts, Verdict::isAccepted)).isEqualTo(texts(expect.get("accepted")));
    if (texts(expect.get("held")).equals(Set.of("*"))) {
      assertThat(held).isNotEmpty();
    } else {
      assertThat(held).isEqualTo(texts(expect.get("held")));
    }
    assertThat(told(verdicts)).containsAll(wanted(expect.get("violations")));
    if (expect.get("violations").isEmpty()) {
      assertThat(told(verdicts)).isEmpty();
    }
  }

  private static List<Verdict> judge(JsonNode all, JsonNode scenario) {
    String file = all.get("ownershipFile").asText();
    Map<String, Set<String>> members = new HashMap<>();
    all.get("groups")
        .properties()
        .forEach(
            group -> {
              Set<String> names = new TreeSet<>();
              texts(group.getValue()).forEach(name -> names.add("@" + name));
              members.put(group.getKey(), names);
            });
    Groups groups = new Groups(members);
    Owner platform = new Owner(all.get("platformOwners").asText(), Owner.Kind.TEAM);
    String baseOwners = scenario.path("baseOwners").asText(all.get("defaultBaseOwners").asText());
    Authority base = authority(file, baseOwners, groups, platform);
    Authority after =
        authority(file, scenario.path("headOwners").asText(baseOwners), groups, platform);
    List<PathChange> changes =
        each(scenario.get("changes")).map(ApprovalConformanceTest::change).toList();
    Proposal proposal = new Proposal(changes, texts(scenario.get("basePaths")), after);
    if (scenario.path("history").asText().equals("non-fast-forward")) {
      return Approval.rewritten(proposal);
    }
    if (scenario.path("mode").asText().equals("trust-branch")) {
      return Approval.trust(base, proposal);
    }
    Set<Approver> approvers =
        scenario.hasNonNull("pr") ? request(scenario.get("pr")).approvers() : Set.of();
    return Approval.judge(base, proposal, Evidence.of(approvers));
  }

  private static Authority authority(String path, String text, Groups groups, Owner platform) {
    return new Authority(CodeOwners.parse(Dialect.GITHUB, path, text), groups, List.of(platform));
  }

  private static PathChange change(JsonNode change) {
    Kind kind =
        switch (change.get("kind").asText()) {
          case "add" -> Kind.ADDED;
          case "modify" -> Kind.MODIFIED;
          case "delete" -> Kind.DELETED;
          default -> throw new IllegalArgumentException(change.toString());
        };
    Entry entry =
        switch (change.path("mode").asText("100644")) {
          case "100644" -> Entry.FILE;
          case "100755" -> Entry.EXECUTABLE;
          case "120000" -> Entry.SYMLINK;
          case "160000" -> Entry.SUBMODULE;
          default -> throw new IllegalArgumentException(change.toString());
        };
    return new PathChange(change.get("path").asText(), kind, entry);
  }

  private static Request request(JsonNode request) {
    List<Approver> involved = new ArrayList<>();
    involved.add(new Approver("@" + request.path("author").asText(), ""));
    texts(request.path("committers")).forEach(name -> involved.add(new Approver("@" + name, "")));
    List<Review> reviews =
        each(request.path("approvals"))
            .map(
                review ->
                    new Review(
                        new Approver("@" + review.get("user").asText(), ""),
                        Review.State.valueOf(review.get("state").asText()),
                        review.path("sha").asText(HEAD)))
            .toList();
    return new Request(HEAD, involved, reviews);
  }

  private static Set<String> names(List<Verdict> verdicts, Predicate<Verdict> which) {
    return new TreeSet<>(
        verdicts.stream().filter(which).map(verdict -> verdict.unit().name()).toList());
  }

  private static Set<String> told(List<Verdict> verdicts) {
    Set<String> told = new TreeSet<>();
    verdicts.forEach(
        verdict ->
            verdict
                .violations()
                .forEach(
                    violation ->
                        told.add(
                            violation.reason().code()
                                + " "
                                + violation.path()
                                + " "
                                + new TreeSet<>(violation.need()))));
    return told;
  }

  /**
   * A code that is not among ours says the same with another word; then the unit is held at least.
   */
  private static Set<String> wanted(JsonNode violations) {
    Set<String> wanted = new TreeSet<>();
    each(violations)
        .filter(violation -> CODES.contains(violation.get("code").asText()))
        .forEach(
            violation ->
                wanted.add(
                    violation.get("code").asText()
                        + " "
                        + violation.get("path").asText()
                        + " "
                        + Optional.ofNullable(violation.get("need"))
                            .map(ApprovalConformanceTest::texts)
                            .orElse(Set.of())));
    return wanted;
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Set<String> texts(JsonNode array) {
    return new TreeSet<>(each(array).map(JsonNode::asText).toList());
  }
}
