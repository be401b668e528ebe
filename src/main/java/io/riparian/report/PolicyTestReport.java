package io.riparian.report;

import io.riparian.model.Diagnostic;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.policy.OwnRuleTrial;
import java.util.List;

/**
 * What came of the cases of the platform's own rules.
 *
 * @param good whether every rule can be used and every case came out as it says
 */
public record PolicyTestReport(boolean good, List<RuleTrial> rules) {

  public PolicyTestReport {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param place {@code file:line:column} of its expression
   * @param mistake why it cannot be used; empty text when it can
   * @param hint what is to be done about it; empty text when there is nothing
   */
  public record RuleTrial(
      String id, String place, boolean good, String mistake, String hint, List<CaseTrial> cases) {
    public RuleTrial {
      cases = List.copyOf(cases);
    }
  }

  /**
   * One case.
   *
   * @param passes whether the rule has to let it through
   * @param wrong why it is not as it should be; empty text when it is
   */
  public record CaseTrial(
      String place,
      String connector,
      String team,
      String cluster,
      boolean passes,
      boolean good,
      String wrong) {

    private String text() {
      return "  %s  %s  %s of %s on %s %s%s"
          .formatted(
              good ? "ok    " : "failed",
              place,
              connector,
              team,
              cluster,
              passes ? "has to pass" : "must not pass",
              good ? "" : ": " + wrong);
    }
  }

  public static PolicyTestReport of(List<OwnRuleTrial> trials) {
    return new PolicyTestReport(
        trials.stream().allMatch(OwnRuleTrial::isGood),
        trials.stream().map(PolicyTestReport::rule).toList());
  }

  private static RuleTrial rule(OwnRuleTrial trial) {
    return new RuleTrial(
        trial.rule().id(),
        place(trial.rule().at()),
        trial.isGood(),
        trial.mistake().map(Diagnostic::message).orElse(""),
        trial
            .mistake()
            .map(Diagnostic::hint)
            .orElse(
                trial.cases().isEmpty()
                    ? "It has no cases: give it one that passes and one that does not."
                    : ""),
        trial.cases().stream().map(PolicyTestReport::tried).toList());
  }

  private static CaseTrial tried(OwnRuleTrial.Tried tried) {
    Policy.Case one = tried.one();
    return new CaseTrial(
        place(one.at()),
        one.name(),
        one.team(),
        one.cluster(),
        one.passes(),
        tried.isGood(),
        tried.wrong());
  }

  private static String place(Location at) {
    return at.toString();
  }

  /** Each rule with its cases below it, and the sum. */
  public String text() {
    Terminal text = new Terminal();
    for (RuleTrial rule : rules) {
      text.line("%s  %s".formatted(rule.id(), rule.place()));
      if (!rule.mistake().isEmpty()) {
        text.line("  error: " + rule.mistake());
      }
      rule.cases().forEach(one -> text.line(one.text()));
      if (!rule.hint().isEmpty()) {
        text.line("  hint: " + rule.hint());
      }
    }
    List<CaseTrial> all = rules.stream().flatMap(rule -> rule.cases().stream()).toList();
    long failed = all.stream().filter(one -> !one.good()).count();
    long unusable = rules.stream().filter(rule -> !rule.mistake().isEmpty()).count();
    text.line(
        "%s, %s: %s%s."
            .formatted(
                count(rules.size(), "rule"),
                count(all.size(), "case"),
                failed == 0 ? "none failed" : failed + " failed",
                unusable == 0 ? "" : ", " + count(unusable, "rule") + " cannot be used"));
    return text.toString();
  }

  private static String count(long many, String what) {
    return many + " " + what + (many == 1 ? "" : "s");
  }
}
