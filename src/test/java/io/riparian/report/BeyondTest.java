package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Location;
import io.riparian.model.Severity;
import io.riparian.report.PlanReport.ChangeReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.PlanReport.UnmanagedReport;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a request is responsible for, and what the branch would be told anyway. */
class BeyondTest {
  private static final Touched NOTHING = new Touched(Set.of(), new TreeMap<>(), new TreeMap<>());

  private static ChangeReport change(String name) {
    return new ChangeReport(name, "t", "update", "commit", "f/" + name, "", List.of());
  }

  private static DeferralReport deferral(String connector, String reason, String why) {
    return new DeferralReport(connector, reason, why, "", "");
  }

  private static PlanReport plan(
      List<ChangeReport> changes,
      List<DeferralReport> deferrals,
      List<DiagnosticReport> diagnostics) {
    return new PlanReport(
        "c",
        PlanReport.JUDGED,
        List.of(
            new ClusterReport(
                "shared",
                "manage",
                3,
                changes,
                deferrals,
                List.of(new UnmanagedReport("stray", "sink", "undeclared")))),
        diagnostics);
  }

  private static DiagnosticReport mistake(String file, int line, String message) {
    return Mistakes.mistake("X-1", Severity.ERROR, new Location(file, line, 1), message, "");
  }

  @Test
  void whatThePlanInForceHasAlreadyIsNotTheRequests() {
    PlanReport beyond =
        plan(List.of(change("old"), change("new")), List.of(), List.of())
            .beyond(plan(List.of(change("old")), List.of(), List.of()), NOTHING);

    assertThat(beyond.clusters().get(0).changes()).containsExactly(change("new"));
    assertThat(beyond.clusters().get(0).unmanaged()).isEmpty();
    assertThat(beyond.approval()).isEqualTo(PlanReport.JUDGED);
  }

  /** Two changes of one secret look the same, because both are masked. */
  @Test
  void whatARequestTouchesIsItsOwnAlsoWhereItLooksTheSame() {
    PlanReport pending = plan(List.of(change("a")), List.of(), List.of());

    assertThat(
            pending
                .beyond(pending, new Touched(Set.of("f/a"), new TreeMap<>(), new TreeMap<>()))
                .changeCount())
        .isEqualTo(1);
    assertThat(pending.beyond(pending, NOTHING).changeCount()).isZero();
  }

  @Test
  void aDeferralIsTheSameHoweverItIsPut() {
    PlanReport before =
        plan(List.of(), List.of(deferral("a", "HELD", "for 3 more hours")), List.of());
    PlanReport after =
        plan(
            List.of(),
            List.of(
                deferral("a", "HELD", "for 2 more hours"),
                deferral("a", "WINDOW_CLOSED", "x"),
                deferral("b", "HELD", "y")),
            List.of());

    assertThat(after.beyond(before, NOTHING).clusters().get(0).deferrals())
        .extracting(DeferralReport::connector, DeferralReport::reason)
        .containsExactly(tuple("a", "WINDOW_CLOSED"), tuple("b", "HELD"));
  }

  @Test
  void whatHoldsATouchedConnectorIsToldEachTime() {
    PlanReport held = plan(List.of(), List.of(deferral("a", "HELD", "x")), List.of());
    TreeMap<ConnectorId, DeclaredConnector> touched = new TreeMap<>();
    touched.put(new ConnectorId("shared", "a"), RequestSample.connector("a", "c"));

    assertThat(held.beyond(held, new Touched(Set.of(), touched, new TreeMap<>())).hasDeferrals())
        .isTrue();
    assertThat(held.beyond(held, NOTHING).hasDeferrals()).isFalse();
  }

  /** Otherwise a plan that could not be made would look like one in which nothing changes. */
  @Test
  void aClusterThatTellsNothingIsPartOfEveryPlan() {
    PlanReport down = plan(List.of(), List.of(deferral("", "CLUSTER_UNREACHABLE", "x")), List.of());

    assertThat(down.beyond(down, NOTHING).leavesUndecided()).isTrue();
  }

  @Test
  void anOldMistakeIsNotTheRequestsOnAnotherLineEither() {
    PlanReport before = plan(List.of(), List.of(), List.of(mistake("f/a", 3, "m")));
    PlanReport after =
        plan(
            List.of(),
            List.of(),
            List.of(mistake("f/a", 9, "m"), mistake("f/a", 12, "m"), mistake("f/b", 1, "m")));

    assertThat(after.beyond(before, NOTHING).diagnostics())
        .extracting(DiagnosticReport::place)
        .containsExactly("f/a:12:1", "f/b:1:1");
    assertThat(
            after
                .beyond(before, new Touched(Set.of("f/a"), new TreeMap<>(), new TreeMap<>()))
                .diagnostics())
        .hasSize(3);
  }
}
