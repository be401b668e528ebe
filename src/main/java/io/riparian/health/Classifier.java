package io.riparian.health;

import io.riparian.model.FailureClass;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRules;
import io.riparian.model.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of a text what failed. It tries the rules in their order, and the first that fits answers;
 * where none does, the answer is that nobody knows.
 */
public final class Classifier {
  private static final int LONGEST_EVIDENCE = 300;
  private static final String CUT = "…";

  private final String version;
  private final List<KnownFailure> known;

  /**
   * @throws com.google.re2j.PatternSyntaxException when a pattern is none, which whoever reads
   *     rules has to look for
   */
  public Classifier(FailureRules rules) {
    this.version = rules.version();
    this.known = rules.rules().stream().map(KnownFailure::new).toList();
  }

  /** That of the rules. */
  public String version() {
    return version;
  }

  /**
   * What the text says that failed.
   *
   * @param connector its name for the ACLs that it lacks, or empty text
   */
  public Verdict classify(String text, String connector) {
    String excerpt = Excerpt.of(text);
    Trace trace = Trace.of(excerpt);
    for (KnownFailure one : known) {
      Optional<String> evidence = one.evidence(trace);
      if (evidence.isPresent()) {
        return verdict(one.rule(), evidence.get(), excerpt, connector);
      }
    }
    return Verdict.UNKNOWN;
  }

  private static Verdict verdict(
      FailureRule rule, String evidence, String excerpt, String connector) {
    List<MissingAcl> missing =
        rule.answer().failureClass() == FailureClass.KAFKA_ACCESS
            ? AclDenial.in(excerpt, connector)
            : List.of();
    return new Verdict(rule.answer(), rule.id(), shown(evidence), missing);
  }

  private static String shown(String evidence) {
    String line = Redaction.ofText(evidence).strip();
    if (line.isEmpty()) {
      return Verdict.NOT_KNOWN;
    }
    return line.length() <= LONGEST_EVIDENCE ? line : line.substring(0, LONGEST_EVIDENCE) + CUT;
  }

  /**
   * A rule that does not get to answer its own sample.
   *
   * @param answeredBy the id of the rule that answers, or {@link Verdict#NOT_KNOWN}
   */
  public record Misread(FailureRule rule, String answeredBy) {}

  /** The rules of a set whose samples are not answered by themselves, with these rules. */
  public List<Misread> misread(FailureRules rules) {
    List<Misread> misread = new ArrayList<>();
    for (FailureRule rule : rules.rules()) {
      String answeredBy = classify(rule.sample(), "").rule();
      if (!answeredBy.equals(rule.id())) {
        misread.add(new Misread(rule, answeredBy));
      }
    }
    return misread;
  }
}
