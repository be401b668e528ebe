package io.riparian.health;

import io.riparian.health.KnownFailure.Sign;
import io.riparian.model.ConnectorKind;
import io.riparian.model.FailureClass;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says of a text what failed. It tries the rules in their order, and the first that fits answers;
 * where none does, the answer is that nobody knows.
 */
public final class Classifier {
  private static final int LONGEST_EVIDENCE = 300;

  /** What a wrapper easily says of a failure that is another one. */
  private static final Set<FailureClass> OF_WRAPPERS =
      Set.of(FailureClass.DATA_SCHEMA, FailureClass.CONFIGURATION);

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
    return classify(Told.of(text), connector, ConnectorKind.UNKNOWN);
  }

  Verdict classify(Told told, String connector, ConnectorKind kind) {
    Trace trace = told.trace();
    return first(trace, known)
        .map(found -> rather(found, trace))
        .map(found -> verdict(found, told, connector, kind))
        .orElse(Verdict.UNKNOWN);
  }

  /**
   * A rule that fits.
   *
   * @param line the number of the line that shows it
   */
  private record Found(KnownFailure known, Sign sign, int line) {
    int confidence() {
      return known.rule().answer().confidence();
    }
  }

  private static Optional<Found> first(Trace trace, List<KnownFailure> rules) {
    for (KnownFailure one : rules) {
      Optional<Sign> sign = one.evidence(trace);
      if (sign.isPresent()) {
        return Optional.of(new Found(one, sign.get(), line(trace, sign.get().begin())));
      }
    }
    return Optional.empty();
  }

  private static int line(Trace trace, int at) {
    return (int) trace.said().substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /**
   * What the innermost cause says, where the rule that fits sees a record or a setting in the words
   * of an exception that only wraps it, and the one for the innermost is as sure.
   */
  private Found rather(Found found, Trace trace) {
    Optional<Cause> root = trace.root();
    boolean wraps =
        OF_WRAPPERS.contains(found.known().rule().answer().failureClass())
            && found.known().looksAtText()
            && root.isPresent()
            && found.sign().end() <= root.get().at()
            && found.sign().begin() >= trace.chainAt();
    if (!wraps) {
      return found;
    }
    int line = line(trace, root.get().at());
    return first(
            trace.ofRoot(root.get()), known.stream().filter(KnownFailure::looksAtText).toList())
        .filter(inner -> inner.confidence() >= found.confidence())
        .map(inner -> new Found(inner.known(), inner.sign(), line + inner.line()))
        .orElse(found);
  }

  private static Verdict verdict(Found found, Told told, String connector, ConnectorKind kind) {
    Trace trace = told.trace();
    Excerpt excerpt = told.excerpt();
    FailureRule rule = found.known().rule();
    List<MissingAcl> missing =
        rule.answer().failureClass() == FailureClass.KAFKA_ACCESS
            ? AclDenial.in(excerpt.plain(), connector, kind)
            : List.of();
    boolean says = trace.root().isPresent() || found.known().looksAtText();
    return new Verdict(
        rule.answer(), rule.id(), shown(says ? excerpt.shown(found.line()) : "", trace), missing);
  }

  /** Where all of the line is masked, the exception tells more than nothing. */
  private static String shown(String evidence, Trace trace) {
    String line = evidence.strip();
    if (line.isEmpty()) {
      return trace.root().map(Cause::className).orElse(Verdict.NOT_KNOWN);
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
