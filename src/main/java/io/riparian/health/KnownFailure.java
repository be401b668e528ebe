package io.riparian.health;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureRule;
import io.riparian.model.FailureRule.Look;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

  FailureRule rule() {
    return rule;
  }

  /** The line that shows it, if the trace looks as the rule asks. */
  Optional<String> evidence(Trace trace) {
    Look look = rule.look();
    boolean here = look.stages().isEmpty() || look.stages().contains(trace.stage());
    if (!here || !(look.frame().isEmpty() || frame.matcher(trace.frames()).find())) {
      return Optional.empty();
    }
    boolean ofCause = !look.cause().isEmpty() || !look.message().isEmpty();
    Optional<String> evidence =
        ofCause ? ofCause(trace) : Optional.of(trace.root().map(KnownFailure::line).orElse(""));
    if (evidence.isPresent() && !text.isEmpty()) {
      evidence = ofText(trace);
    }
    return evidence.filter(found -> !isExcused(trace));
  }

  private Optional<String> ofCause(Trace trace) {
    return trace.causes().stream()
        .filter(Cause::isInformative)
        .filter(one -> cause.matcher(one.className()).find())
        .filter(one -> message.matcher(one.message()).find())
        .findFirst()
        .map(KnownFailure::line);
  }

  private static String line(Cause cause) {
    return cause.message().isBlank()
        ? cause.className()
        : cause.className() + ": " + cause.message().lines().findFirst().orElse("");
  }

  /** The line in which the first match begins. */
  private Optional<String> ofText(Trace trace) {
    String said = trace.said();
    OptionalInt first =
        text.stream()
            .filter(piece -> piece.words().mayBeIn(trace.saidInLowerCase()))
            .map(piece -> piece.pattern().matcher(said))
            .filter(Matcher::find)
            .mapToInt(Matcher::start)
            .min();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int at = first.getAsInt();
    int begin = said.lastIndexOf('\n', at - 1) + 1;
    int end = said.indexOf('\n', at);
    return Optional.of(said.substring(begin, end < 0 ? said.length() : end));
  }

  private boolean isExcused(Trace trace) {
    return unless.stream()
        .anyMatch(one -> one.matcher(trace.said()).find() || one.matcher(trace.frames()).find());
  }
}
