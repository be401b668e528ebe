package io.riparian.health;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRule.Look;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A rule with its patterns ready to be used. */
final class KnownFailure {
  /** Fits everything. */
  private static final Pattern ANY = Pattern.compile("");

  private final FailureRule rule;
  private final List<Piece> text;
  private final Pattern cause;
  private final Pattern message;
  private final Pattern frame;
  private final List<Pattern> unless;

  KnownFailure(FailureRule rule) {
    Look look = rule.look();
    this.rule = rule;
    this.text = look.text().stream().map(Piece::of).toList();
    this.cause = anyOf(look.cause(), 0);
    this.message = anyOf(look.message(), Pattern.CASE_INSENSITIVE);
    this.frame = anyOf(look.frame(), 0);
    this.unless =
        look.unless().isEmpty()
            ? List.of()
            : List.of(anyOf(look.unless(), Pattern.CASE_INSENSITIVE));
  }

  /** One of the patterns for the text. */
  private record Piece(Pattern pattern, RequiredWords words) {
    static Piece of(String pattern) {
      return new Piece(
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), RequiredWords.of(List.of(pattern)));
    }
  }

  private static Pattern anyOf(List<String> patterns, int flags) {
    return patterns.isEmpty()
        ? ANY
        : Pattern.compile("(?:" + String.join(")|(?:", patterns) + ")", flags);
  }

  /**
   * What shows it: from where to where in what the trace says.
   *
   * @param end not after its begin when nothing in particular does
   */
  record Sign(int begin, int end) {
    static Sign of(Cause cause) {
      return new Sign(cause.at(), cause.at());
    }
  }

  FailureRule rule() {
    return rule;
  }

  boolean looksAtText() {
    return !text.isEmpty();
  }

  /** What shows it, if the trace looks as the rule asks. */
  Optional<Sign> evidence(Trace trace) {
    Look look = rule.look();
    boolean here = look.stages().isEmpty() || look.stages().contains(trace.stage());
    if (!here || !(look.frame().isEmpty() || frame.matcher(trace.frames()).find())) {
      return Optional.empty();
    }
    boolean ofCause = !look.cause().isEmpty() || !look.message().isEmpty();
    Optional<Sign> evidence =
        ofCause
            ? ofCause(trace)
            : Optional.of(trace.root().map(Sign::of).orElseGet(() -> new Sign(0, 0)));
    if (evidence.isPresent() && !text.isEmpty()) {
      evidence = ofText(trace);
    }
    return evidence.filter(found -> !isExcused(trace));
  }

  private Optional<Sign> ofCause(Trace trace) {
    return trace.causes().stream()
        .filter(Cause::isInformative)
        .filter(one -> cause.matcher(one.className()).find())
        .filter(one -> message.matcher(one.message()).find())
        .findFirst()
        .map(Sign::of);
  }

  /** The first match. */
  private Optional<Sign> ofText(Trace trace) {
    String said = trace.said();
    return text.stream()
        .filter(piece -> piece.words().mayBeIn(trace.saidInLowerCase()))
        .map(piece -> piece.pattern().matcher(said))
        .filter(Matcher::find)
        .map(found -> new Sign(found.start(), found.end()))
        .min(Comparator.comparingInt(Sign::begin));
  }

  private boolean isExcused(Trace trace) {
    return unless.stream()
        .anyMatch(one -> one.matcher(trace.said()).find() || one.matcher(trace.frames()).find());
  }
}
