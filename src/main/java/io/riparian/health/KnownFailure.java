package io.riparian.health;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRule.Look;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A rule with its patterns ready to be used. */
final class KnownFailure {
  /** Fits everything. */
  private static final Pattern ANY = Pattern.compile("");

  private final FailureRule rule;
  private final List<Piece> text;
  private final Piece cause;
  private final Piece message;
  private final Piece frame;
  private final Piece unless;

  KnownFailure(FailureRule rule) {
    Look look = rule.look();
    this.rule = rule;
    this.text =
        look.text().stream().map(one -> Piece.of(List.of(one), Pattern.CASE_INSENSITIVE)).toList();
    this.cause = Piece.of(look.cause(), 0);
    this.message = Piece.of(look.message(), Pattern.CASE_INSENSITIVE);
    this.frame = Piece.of(look.frame(), 0);
    this.unless = Piece.of(look.unless(), Pattern.CASE_INSENSITIVE);
  }

  /** Patterns of which one is enough; if there are none, everything fits. */
  private record Piece(Pattern pattern, RequiredWords words) {
    static Piece of(List<String> patterns, int flags) {
      return patterns.isEmpty()
          ? new Piece(ANY, RequiredWords.of(List.of("")))
          : new Piece(
              Pattern.compile("(?:" + String.join(")|(?:", patterns) + ")", flags),
              RequiredWords.of(patterns));
    }

    boolean mayBeIn(String lowerCase) {
      return words.mayBeIn(lowerCase);
    }

    boolean mayFit(String text) {
      return words.isEmpty() || words.mayBeIn(text.toLowerCase(Locale.ROOT));
    }

    boolean fits(String text) {
      return pattern.matcher(text).find();
    }
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
    if (!here || !isFrameThere(trace)) {
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

  private boolean isFrameThere(Trace trace) {
    return frame.mayBeIn(trace.framesInLowerCase()) && frame.fits(trace.frames());
  }

  private Optional<Sign> ofCause(Trace trace) {
    return trace.informative().stream()
        .filter(one -> cause.mayFit(one.className()) && message.mayFit(one.message()))
        .filter(one -> cause.fits(one.className()) && message.fits(one.message()))
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
    return !rule.look().unless().isEmpty()
        && ((unless.mayBeIn(trace.saidInLowerCase()) && unless.fits(trace.said()))
            || (unless.mayBeIn(trace.framesInLowerCase()) && unless.fits(trace.frames())));
  }
}
