package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Plans, differences and the status as they are read in a terminal. */
class TextFormsTest {
  @Test
  void aPlanTellsMistakesThenEachClusterThenTheCount() {
    assertThat(PlanText.of(Samples.plan("x")))
        .isEqualTo(
            """
            error: x:1:2: x [MAN-030]
                   x

            cluster x (manage, 7 managed)
              + create x (running)  team x, x
              ~ update x  team x, x, drift
                  + x: x
                  - x: x
                  ~ x: x -> x
                  ~ x
              ! everything deferred, CLUSTER_UNREACHABLE: x
              ! x deferred, PRUNE_BUDGET: x
                  riparian apply --acknowledge x
              ? x is not ours (foreign), left alone

            cluster quiet (observe, 0 managed)
              as declared

            Plan of x: 2 to change, 2 deferred, 1 mistakes.
            """);
  }

  @Test
  void aDifferenceIsOneLineAConnectorWithItsKeysBelow() {
    assertThat(DiffText.of(Samples.diff("x")))
        .isEqualTo(
            """
            ~ changed x/x (x)  x
                + x: x
                - x: x
                ~ x: x -> x
                ~ x
            - removed x/x  x
            2 declared differently, x..x; 1 mistakes in the later one.
            """);
  }

  @Test
  void aStatusTellsTheDaemonItsClustersItsConnectorsAndTheMistakes() {
    assertThat(StatusText.of(Samples.status("x")))
        .isEqualTo(
            """
            instance   x
            standing   normal
            revision   x
            rewritten  x waits to be acknowledged
                       riparian apply --acknowledge-rewrite x
            repository x
            repository x
            forge      x
            evidence   none: it is not proven that anybody approved anything

            ! x is held at x, accepted x
              owner-approval-missing x: needs x (x)
              an owner agrees by a signed commit whose message ends in the line
                x
              an operator lets it in against the rules with
                riparian apply --acknowledge x --reason WHY

            ! override of x/x (running -> x) by x until x: x

            CLUSTER  MODE    CONNECT  MANAGED  PENDING  DRIFTED  DEFERRED  UNMANAGED  ATTEMPTED  APPLIED
            x        manage  x        2        1        0        1         1          x          -        x
              x: x
            ! x: worker x is starting
            ! x: incident since x: x: x
            ! x: CLUSTER_SUSPECT: x
              riparian apply --acknowledge x

            CLUSTER  CONNECTOR  TEAM  SYNC      HEALTH   STATE    TASKS
            x        x          x     deferred  healthy  running  1/2    x x

            ! x/x
              owner       x
              class       data/schema, confidence 0.90
              evidence    x
              since       x
              last change x
              action      x
              runbook     x
              standing    the team is told, restarted 2 times

            error: x:1:2: x [MAN-030]
            """);
  }

  @Test
  void aPlanThatNoOwnerWasAskedAboutSaysSo() {
    PlanReport plan = Samples.plan("x");

    assertThat(PlanText.of(plan.with(PlanReport.NOT_JUDGED))).contains("approval was not judged");
    assertThat(PlanText.of(plan.with(PlanReport.JUDGED))).doesNotContain("approval");
    assertThat(PlanText.of(plan)).doesNotContain("approval");
  }
}
