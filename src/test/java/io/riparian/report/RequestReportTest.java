package io.riparian.report;

import static io.riparian.ownership.approval.HoldReason.OWNER_APPROVAL_MISSING;
import static io.riparian.report.RequestSample.connector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.ownership.approval.Unit;
import io.riparian.ownership.approval.Verdict;
import io.riparian.ownership.approval.Violation;
import io.riparian.report.Agreements.AskedReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of each connector of a request, and what it takes. */
class RequestReportTest {
  private static Map<String, String> rows(RequestReport request) {
    return request.connectors().stream()
        .collect(
            Collectors.toMap(
                RequestRow::connector, RequestRow::what, (one, other) -> one, TreeMap::new));
  }

  private static RequestReport of(String name) {
    return RequestCases.of(name);
  }

  @Test
  void eachConnectorHasOneRowOfWhatBecomesOfIt() {
    assertThat(rows(of("example")))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "orders-invoices", "refused",
                    "orders-returns", "delete",
                    "orders-warehouse", "update",
                    "orders-web", "update")));
    assertThat(rows(of("everything-risky")))
        .containsEntry("orders-warehouse", "running -> stopped");
    assertThat(rows(of("nothing-changes"))).containsEntry("orders-warehouse", "none");
    assertThat(rows(of("cluster-does-not-answer")))
        .containsEntry("orders-warehouse", "not planned");
    assertThat(rows(of("held-after-merge"))).containsEntry("orders-warehouse", "held");
  }

  @Test
  void whatOthersHaveOnTheBranchIsNoRowOfIt() {
    RequestReport request =
        new RequestSample()
            .runs(RequestCases.warehouse(), 1)
            .runs(RequestCases.web(), 1)
            .proposes(RequestSample.with(RequestCases.web(), "x", "y"))
            .hadMistake("X-1", "teams/payments/a.yaml", 1, "old", "")
            .report();

    assertThat(rows(request)).containsOnlyKeys("orders-web");
    assertThat(request.plan().diagnostics()).isEmpty();
  }

  @Test
  void theWorstOfItsOutcomesIsAConnectors() {
    RequestReport request =
        new RequestSample()
            .runs(RequestCases.web(), 1)
            .proposes(RequestSample.with(RequestCases.web(), "x", "y"))
            .became("orders-web", "set-state", "failed", "no answer")
            .became("orders-web", "update", "done", "")
            .report();

    assertThat(request.connectors())
        .extracting(RequestRow::outcome, RequestRow::detail)
        .containsExactly(tuple("failed", "no answer"));
  }

  @Test
  void whatIsAskedAndNotMissingAnyMoreIsGiven() {
    Violation one = new Violation(OWNER_APPROVAL_MISSING, "a", List.of("@a"), "");
    Violation other = new Violation(OWNER_APPROVAL_MISSING, "b", List.of("@b"), "");
    Violation late = new Violation(OWNER_APPROVAL_MISSING, "c", List.of("@c"), "");
    Unit unit = new Unit("orders");

    assertThat(
            Agreements.of(
                    List.of(new Verdict(unit, List.of(one, other))),
                    List.of(new Verdict(unit, List.of(other, late))),
                    Map.of())
                .asked())
        .extracting(AskedReport::path, AskedReport::given)
        .containsExactly(tuple("a", true), tuple("b", false), tuple("c", false));
  }

  @Test
  void itsDigestNamesWhatThePlanSays() {
    assertThat(of("routine-update").digest())
        .isEqualTo(of("closed").digest())
        .isNotEqualTo(of("example").digest());
  }

  @Test
  void withoutACredentialNoValueIsTold() {
    String value = "a-topic-of-ours";
    RequestReport request =
        new RequestSample()
            .runs(connector("orders-a", "org.example.Source", "topic", "t"), 1)
            .proposes(connector("orders-a", "org.example.Source", "topic", value))
            .report();

    assertThat(request.risks()).anyMatch(risk -> risk.why().contains(value));
    assertThat(request.acls()).anyMatch(acl -> acl.name().equals(value));
    assertThat(request.withoutValues().toString()).doesNotContain(value);
    assertThat(Samples.request("unlikely").withoutValues().risks())
        .allMatch(risk -> !risk.why().contains("unlikely"));
  }
}
