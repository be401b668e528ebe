package io.riparian.model;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The part of {@link Redaction} for free text that others wrote: logs, traces, answers. Nobody says
 * where in it a secret or a record stands, so that it goes by what stands before it, and by how a
 * secret looks. Each pattern is bounded, so that it takes as long as the text is long.
 */
final class TextRedaction {
  private static final String MASK = Redaction.MASK;
  private static final String KEPT = "$1" + MASK;

  private static final String SECRET_WORD =
      "pass(?:word|wd|phrase|code)?s?|pwd|secrets?|tokens?|credentials?|authorization|cookie"
          + "|api[ ._-]?key|access[ ._-]?key(?:[ ._-]?id)?|account[ ._-]?key|private[ ._-]?key"
          + "|shared[ ._-]?key|license[ ._-]?key|sig(?:nature)?|user[ ._-]?info|jaas[ ._-]?config"
          + "|sas|client[ ._-]?secret";

  private static final String DATA_WORD =
      "(?:record |message |field |column |field's |default )?(?:value|key)|content|body|document"
          + "|payload|row|input|string|text|entry|token|data|sample|line|cell|(?<![.\\w])id";

  /** The value of a key: up to its closing quote, or to the next blank. */
  private static final String VALUE =
      "(?:\\\\?\"[^\"\\\\\\n]{0,20000}+(?:\\\\.[^\"\\\\\\n]{0,20000}+){0,200}+\"?"
          + "|'[^'\\\\\\n]{0,20000}+(?:(?:''|\\\\.)[^'\\\\\\n]{0,20000}+){0,200}+'?"
          + "|[^\\s&\"']{1}[^\\s&]{0,20000}+)";

  /** What replaces what, in this order: the widest first. */
  private record Step(Pattern pattern, String by) {
    static Step of(String pattern, String by) {
      return new Step(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), by);
    }

    String applied(String text) {
      return pattern.matcher(text).replaceAll(found -> by + lineEnds(left(found)));
    }

    /** What is not kept. */
    private String left(MatchResult found) {
      int from = by.startsWith("$1") ? found.end(1) : found.start();
      return found.group().substring(from - found.start());
    }
  }

  private static final List<Step> STEPS =
      List.of(
          // A key in PEM, and what is left of one that was cut.
          Step.of(
              "-----BEGIN [A-Z ]{1,40}-----[^-]{0,20000}+(?:-----END [A-Z ]{1,40}-----)?", MASK),
          // JAAS: everything behind the module on its line.
          Step.of(
              "(LoginModule\\s{1,20}(?:required|requisite|sufficient|optional))\\b[^\\n]{0,20000}+",
              KEPT),
          // Userinfo of an address, and Oracle's own form of it.
          Step.of("(://)(?:[^\\s/@\"'<>]{0,1000}+@)++", KEPT + "@"),
          Step.of("(://[^\\s/?#@\"'<>:]{0,200}+:)(?:[^\\s@\"'<>]{0,1000}+@)++", KEPT + "@"),
          Step.of("(jdbc:oracle:[a-z]{2,10}:)[^\\s/@]{1,200}+/[^\\s@]{1,200}+@", KEPT + "@"),
          // A header.
          Step.of(
              "(\\b(?:bearer|basic)\\s{1,5})(?!(?-i:[A-Za-z]?[a-z]{1,15})\\b(?![._~+/=-]))[\\w.~+/=-]{4,20000}+",
              KEPT),
          Step.of(
              "(\\b(?:proxy-)?authorization\\b[\"']?\\s{0,5}[:=]\\s{0,5})[^\\n,;]{1,20000}+", KEPT),
          // A key and its value, as in properties, addresses, JSON and JAAS.
          Step.of(
              "((?:"
                  + SECRET_WORD
                  + ")\\b[\\w.-]{0,40}+\\\\?[\"']?\\s{0,5}[:=]\\s{0,5}\\\\?)"
                  + VALUE,
              KEPT),
          Step.of(
              "(\\b[\\w.-]{0,60}(?:password|passwd|secret|token|credential|apikey|accesskey)[\\w.-]{0,40}+[\"']?\\s{0,5}[:=]\\s{0,5})"
                  + VALUE,
              KEPT),
          Step.of(
              "(<[\\w:.-]{0,60}(?:"
                  + SECRET_WORD
                  + ")[\\w.-]{0,40}+(?:\\s[^<>]{0,200}+)?>)[^<]{1,20000}+",
              KEPT),
          // Well-known forms of tokens.
          Step.of(
              "(^|[^a-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{12,40}|gh[pousr]_\\w{10,255}|github_pat_\\w{10,255}"
                  + "|gl(?:pat|dt|rt)-[\\w-]{10,255}|xox[abeoprs]-[\\w-]{8,255}|AIza[\\w-]{16,255}|ya29\\.[\\w.-]{8,2000}"
                  + "|hv[bs]\\.[\\w.-]{8,2000}|eyJ[\\w-]{8,20000}(?:\\.[\\w-]{0,20000}){0,2})",
              KEPT),
          // Records as Connect prints them.
          Step.of(
              "(\\b(?:Struct|ConnectRecord|SourceRecord|SinkRecord)\\{)[^\\n]{0,20000}+",
              KEPT + "}"),
          // What was sent, and what came back.
          Step.of(
              "(\\b(?:submitted )?(?:payload|(?:request|response|http)[ _-]?(?:body|content|entity)|body)\\s{0,5}[:=]\\s{0,5})"
                  + "[^\\n]{1,8000}?(?=,\\s{0,5}(?:error|exception|url|status|reason|response|retr)|\\n|$)",
              KEPT),
          // What databases say of a row.
          Step.of(
              "(Key \\([^)\\n]{1,300}\\)=)\\([^\\n]{0,8000}?\\)(?= |$|\\n|\\.)",
              "$1(" + MASK + ")"),
          Step.of("(Failing row contains )\\([^\\n]{0,20000}+", "$1(" + MASK + ")"),
          // A quoted piece of a record.
          Step.of(
              "(\\b(?:"
                  + DATA_WORD
                  + ")\\b(?: of type [\\w ]{1,40}+)?(?:\\\\?\"\\s{0,3}:|[:=])?\\s{0,5})"
                  + "(?:\"{1,2}(?![:,}\\]\"])[^\"\\n]{1,8000}+\"{1,2}|'[^'\\n]{0,8000}+(?:''[^'\\n]{0,8000}+){0,50}+')",
              "$1'" + MASK + "'"),
          Step.of(
              "(\\btype \\w{1,40}(?: \\w{1,20}){0,3}: )\"[^\"\\n]{1,8000}+\"",
              "$1\"" + MASK + "\""),
          Step.of("(out of range: )\"[^\"\\n]{1,8000}+\"", "$1\"" + MASK + "\""),
          Step.of(
              "(\\(byte\\[\\]\\)|\\(String\\))\"[^\\n]{0,8000}?\"(?=;|$|\\n)",
              "$1\"" + MASK + "\""),
          Step.of("[\\w.+-]{1,64}+@[\\w-]{1,63}+(?:\\.[\\w-]{1,63}+){1,8}", MASK),
          // A line that is nothing but a long secret, as of a key that lost its head.
          Step.of("(?m)^\\s{0,20}[A-Za-z0-9+/=_-]{40,20000}+\\s{0,20}$", MASK));

  private TextRedaction() {}

  /** The text with as many lines as it had, each in its place. */
  static String of(String text) {
    String shown = RecordRedaction.of(StatementRedaction.of(text));
    for (Step step : STEPS) {
      shown = step.applied(shown);
    }
    return shown;
  }

  /** As many line ends as the piece has. */
  static String lineEnds(String piece) {
    return "\n".repeat((int) piece.chars().filter(c -> c == '\n').count());
  }
}
