package io.riparian.health;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reading of one text, line after line, into a {@link Trace}. */
final class TraceReading {
  private static final Pattern FRAME =
      Pattern.compile("^\\s*(?:at\\s+)(?:[\\w.@-]+/{1,2})*([\\w.$<>]+)\\(");
  private static final Pattern HEAD =
      Pattern.compile(
          "^\\s*(?:Caused by: |Exception in thread \"[^\"]*\" |Suppressed: |\\W*)?"
              + "((?:[a-z]\\w*\\.)+[A-Z][\\w$]*|[A-Z]\\w*(?:Exception|Error))(?::\\s*(.*))?$");
  private static final Pattern NAMED =
      Pattern.compile(
          "((?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error|Fault)[\\w$]*)(?::\\s*([^\\n]*))?");
  private static final Pattern NOISE =
      Pattern.compile(
          "\\[[^\\]\\s|]+\\|(?:task-\\d+|worker)[^\\]\\n]*\\]|Worker\\w*\\{id=[^}\\n]*\\}");
  private static final Pattern LEFT_OUT = Pattern.compile("^\\s*\\.\\.\\. ");

  /** Numbers of these are easily taken for a code. */
  private static final Pattern TIME_OR_SOURCE =
      Pattern.compile(
          "\\b\\d\\d:\\d\\d:\\d\\d[.,]\\d{1,9}|(?:\\.(?:java|kt|scala|py|go)|\\([\\w$]+(?:\\.[\\w$]+)*\\.[A-Z][\\w$]*):\\d+\\)");

  /** The level of a line of a log, somewhere at its beginning. */
  private static final Pattern LEVEL =
      Pattern.compile(
          "^(?:[\\[\\d(][^\\n]{0,120}?)?\\b(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)\\b");

  private static final Set<String> QUIET = Set.of("TRACE", "DEBUG", "INFO", "WARN", "WARNING");

  private static final String KAFKA = "org.apache.kafka.common.";

  private static final String CAUSED_BY = "Caused by:";

  /** A cause while its frames come in. */
  private static final class Open {
    private final int at;
    private final int chainAt;
    private final String className;
    private final StringBuilder message;
    private final List<String> frames = new ArrayList<>();

    Open(int at, int chainAt, String className, String message) {
      this.at = at;
      this.chainAt = chainAt;
      this.className = className;
      this.message = new StringBuilder(message);
    }

    Cause close() {
      return new Cause(at, className, message.toString(), frames);
    }
  }

  private final List<Open> causes = new ArrayList<>();
  private final StringBuilder said = new StringBuilder();
  private final List<Open> current = new ArrayList<>(1);

  /** Where lines of a log begin that tell of no error. */
  private final Set<Integer> quiet = new LinkedHashSet<>();

  private int lineAt;
  private int chainAt;

  Trace read(String text) {
    String plain = NOISE.matcher(text).replaceAll("");
    for (String line : plain.split("\n", -1)) {
      line(line);
    }
    List<Cause> closed = causes.stream().map(Open::close).toList();
    String frames =
        closed.stream().flatMap(cause -> cause.frames().stream()).collect(Collectors.joining("\n"));
    FailureStage stage = stage(closed);
    int chainAt = chainOfRoot(closed);
    List<Cause> kept = withoutWhatIsNoError(closed);
    return new Trace(
        said.toString(),
        said.toString().toLowerCase(Locale.ROOT),
        kept,
        kept.stream().filter(Cause::isInformative).toList(),
        chainAt,
        frames,
        frames.toLowerCase(Locale.ROOT),
        stage);
  }

  /**
   * What a log tells beside the innermost cause, and takes for no error itself, is no evidence of
   * this failure: its lines become blank. Only Kafka's clients say in warnings why they fail.
   */
  private List<Cause> withoutWhatIsNoError(List<Cause> closed) {
    List<Cause> inwards = closed.stream().filter(Cause::isInformative).toList();
    Cause root = inwards.isEmpty() ? null : inwards.get(inwards.size() - 1);
    if (root == null || root.className().startsWith(KAFKA)) {
      return closed;
    }
    quiet.remove(root.at());
    for (int line : quiet) {
      for (int i = line; said.charAt(i) != '\n'; i++) {
        said.setCharAt(i, ' ');
      }
    }
    return closed.stream().filter(cause -> !quiet.contains(cause.at())).toList();
  }

  /** Of the innermost cause that is more than a wrapper. */
  private int chainOfRoot(List<Cause> closed) {
    int chain = 0;
    for (int i = 0; i < closed.size(); i++) {
      chain = closed.get(i).isInformative() ? causes.get(i).chainAt : chain;
    }
    return chain;
  }

  private void line(String line) {
    lineAt = said.length();
    Matcher frame = FRAME.matcher(line);
    if (frame.find()) {
      if (current.isEmpty()) {
        begin("", "");
      }
      current.get(0).frames.add(frame.group(1));
    } else if (!LEFT_OUT.matcher(line).find()) {
      Matcher level = LEVEL.matcher(line);
      if (level.find() && QUIET.contains(level.group(1))) {
        quiet.add(lineAt);
      }
      said.append(TIME_OR_SOURCE.matcher(line).replaceAll(""));
      words(line);
    }
    said.append('\n');
  }

  private void words(String line) {
    Matcher head = HEAD.matcher(line);
    String rest = line;
    if (!line.strip().startsWith(CAUSED_BY) && head.find()) {
      chainAt = lineAt;
    }
    head.reset();
    if (head.find()) {
      rest = head.group(2) == null ? "" : head.group(2);
      begin(head.group(1), rest);
    } else if (line.startsWith(CAUSED_BY)) {
      begin("", line.substring(CAUSED_BY.length()).strip());
    } else if (!current.isEmpty() && current.get(0).frames.isEmpty()) {
      current.get(0).message.append('\n').append(line);
    }
    Matcher named = NAMED.matcher(rest);
    while (named.find()) {
      causes.add(
          new Open(lineAt, chainAt, named.group(1), named.group(2) == null ? "" : named.group(2)));
    }
  }

  private void begin(String className, String message) {
    Open cause = new Open(lineAt, chainAt, className, message);
    causes.add(cause);
    current.clear();
    current.add(cause);
  }

  /**
   * That of the innermost cause whose frames tell; else what the log says of it; else what the
   * connector's classes are called.
   */
  private FailureStage stage(List<Cause> closed) {
    List<Cause> inwards = new ArrayList<>(closed);
    Collections.reverse(inwards);
    return first(inwards, StageSigns::ofFrames)
        .or(() -> StageSigns.ofWords(said))
        .or(() -> first(inwards, StageSigns::ofClasses))
        .orElse(FailureStage.UNKNOWN);
  }

  private static Optional<FailureStage> first(
      List<Cause> causes, Function<List<String>, Optional<FailureStage>> signs) {
    return causes.stream().flatMap(cause -> signs.apply(cause.frames()).stream()).findFirst();
  }
}
