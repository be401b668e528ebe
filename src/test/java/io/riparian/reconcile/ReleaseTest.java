package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.plan.Deferral;
import io.riparian.plan.DeferralReason;
import io.riparian.report.WhyReport;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who releases what, and with which command. */
class ReleaseTest {
  private static WhyReport.Held held(
      DeferralReason reason, String digest, String team, String candidate) {
    return Release.of(
        new Deferral("shared", "payments-a", reason, "told", digest), team, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CLUSTER_UNREACHABLE | ''  | payments | ''  | whoever runs the cluster            | ''
          ABSENCE_UNCONFIRMED | ''  | payments | ''  | nobody has to: the next look tells  | ''
          SETTLING            | ''  | payments | ''  | nobody has to: the next look tells  | ''
          NOT_ADOPTED         | ''  | payments | ''  | team payments, with a commit        | ''
          INVALID_FILE        | ''  | payments | ''  | team payments, with a commit        | ''
          OWNERSHIP           | ''  | ''       | ''  | team (unknown), with a commit       | ''
          TEAM_VANISHED       | ''  | payments | ''  | the platform team, with a commit    | ''
          CONTESTED           | ''  | payments | ''  | an operator                         | ''
          CONTESTED           | d1  | payments | ''  | an operator | riparian apply --acknowledge d1
          LEFTOVER_OFFSETS    | d1  | payments | ''  | an operator | riparian apply --acknowledge d1
          PRUNE_BUDGET        | d1  | payments | ''  | an operator | riparian apply --acknowledge d1
          NOT_ADOPTED         | d1  | payments | ''  | an operator | riparian apply --acknowledge d1
          LEDGER_LOST         | ''  | payments | c9  | an operator | riparian apply --accept-baseline SHA
          HISTORY_REWRITTEN   | ''  | payments | c9  | an operator | riparian apply --acknowledge-rewrite c9
          HISTORY_REWRITTEN   | ''  | payments | ''  | an operator                         | ''
          PRUNE_BUDGET        | ''  | payments | ''  | see the operations page on PRUNE_BUDGET | ''
          """)
  void whoAndHowIsTold(
      DeferralReason reason,
      String digest,
      String team,
      String candidate,
      String who,
      String command) {
    WhyReport.Held held = held(reason, digest, team, candidate);

    assertThat(held).isEqualTo(new WhyReport.Held(reason.name(), "told", who, command));
  }

  /** These are never told without a digest, and so never need another answer. */
  @Test
  void whatNobodyCanAcknowledgeHasItsOwnAnswer() {
    Set<DeferralReason> elsewhere =
        Arrays.stream(DeferralReason.values())
            .filter(reason -> held(reason, "", "payments", "").who().startsWith("see the"))
            .collect(Collectors.toSet());

    assertThat(elsewhere)
        .containsExactlyInAnyOrder(
            DeferralReason.TARGET_CHANGED,
            DeferralReason.CLUSTER_REPLACED,
            DeferralReason.PRUNE_BUDGET,
            DeferralReason.ZERO_DECLARED);
  }
}
