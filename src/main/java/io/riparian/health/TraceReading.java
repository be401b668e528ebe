package io.riparian.health;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
    return new Trace(
        said.toString(),
        said.toString().toLowerCase(Locale.ROOT),
        closed,
        closed.stream().filter(Cause::isInformative).toList(),
        chainOfRoot(closed),
        frames,
        frames.toLowerCase(Locale.ROOT),
        stage(closed));
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

  /** That of the innermost cause whose frames tell; else what the log says of it. */
  private FailureStage stage(List<Cause> closed) {
    List<Cause> inwards = new ArrayList<>(closed);
    Collections.reverse(inwards);
    return inwards.stream()
        .flatMap(cause -> StageSigns.ofFrames(cause.frames()).stream())
        .findFirst()
        .orElseGet(() -> StageSigns.ofWords(said));
  }
}
