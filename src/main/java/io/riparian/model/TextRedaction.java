package io.riparian.model;

import java.util.List;
import java.util.Locale;
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

  static final String SECRET_WORD =
      "pass(?:word|wd|phrase|code)?s?|pwd|secrets?|tokens?|credentials?|authorization|cookie"
          + "|api[ ._-]?key|access[ ._-]?key(?:[ ._-]?id)?|account[ ._-]?key|private[ ._-]?key"
          + "|shared[ ._-]?key|license[ ._-]?key|sig(?:nature)?|user[ ._-]?info|jaas[ ._-]?config"
          + "|sas|client[ ._-]?secret";

  private static final String DATA_WORD =
      "(?:record |message |field |column |field's |default )?(?:value|key)|content|body|document"
          + "|payload|row|input|string|text|entry|token|data|sample|line|cell|(?<![.\\w])id";

  /** What was cut there may have ended later. */
  private static final String CUT = Redaction.CUT;

  private static final String QUOTED = "\"[^\"\\n" + CUT + "]{1,20000}+(?:\"|" + CUT + ")";

  /** The value of a key: up to its closing quote, or to the next blank. */
  private static final String VALUE =
      "(?:\\\\?\"[^\"\\\\\\n]{0,20000}+(?:\\\\.[^\"\\\\\\n]{0,20000}+){0,200}+\"?"
          + "|'[^'\\\\\\n]{0,20000}+(?:(?:''|\\\\.)[^'\\\\\\n]{0,20000}+){0,200}+'?"
          + "|[^\\s&\"']{1}[^\\s&]{0,20000}+)";

  /**
   * What replaces what, in this order: the widest first.
   *
   * @param needed words in lower case of which a text has at least one if the pattern fits: to look
   *     for them is much quicker
   */
  private record Step(Pattern pattern, String by, List<String> needed) {
    static Step of(String pattern, String by, String... needed) {
      return new Step(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), by, List.of(needed));
    }

    boolean mayFit(String lowerCase) {
      return needed.isEmpty() || needed.stream().anyMatch(lowerCase::contains);
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
          // JAAS: everything behind the module on its line.
          Step.of(
              "(LoginModule\\s{1,20}(?:required|requisite|sufficient|optional))\\b[^\\n]{0,20000}+",
              KEPT,
              "loginmodule"),
          // Userinfo of an address, and Oracle's own form of it.
          Step.of("(://)(?:[^\\s/@\"'<>]{0,1000}+@)++", KEPT + "@", "://"),
          Step.of("(://[^\\s/?#@\"'<>:]{0,200}+:)(?:[^\\s@\"'<>]{0,1000}+@)++", KEPT + "@", "://"),
          Step.of(
              "(jdbc:oracle:[a-z]{2,10}:)[^\\s/@]{1,200}+/[^\\s@]{1,200}+@",
              KEPT + "@",
              "jdbc:oracle:"),
          // A header.
          Step.of(
              "(\\b(?:bearer|basic)\\s{1,5})(?!(?-i:[A-Za-z]?[a-z]{1,15})\\b(?![._~+/=-]))[\\w.~+/=-]{4,20000}+",
              KEPT,
              "bearer",
              "basic"),
          Step.of(
              "(\\b(?:proxy-)?authorization\\b[\"']?\\s{0,5}[:=]\\s{0,5})[^\\n,;]{1,20000}+",
              KEPT,
              "authorization"),
          // A key and its value, as in properties, addresses, JSON and JAAS.
          Step.of(
              "((?:"
                  + SECRET_WORD
                  + ")\\b[\\w.-]{0,40}+\\\\?[\"']?\\s{0,5}[:=]\\s{0,5}\\\\?)"
                  + VALUE,
              KEPT,
              "pass",
              "pwd",
              "secret",
              "token",
              "credential",
              "authorization",
              "cookie",
              "key",
              "sig",
              "info",
              "config",
              "sas"),
          Step.of(
              "((?:password|passwd|secret|token|credential|apikey|accesskey)[\\w.-]{0,40}+[\"']?\\s{0,5}[:=]\\s{0,5})"
                  + VALUE,
              KEPT,
              "passw",
              "secret",
              "token",
              "credential",
              "apikey",
              "accesskey"),
          // Well-known forms of tokens.
          Step.of(
              "(^|[^a-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{12,40}|gh[pousr]_\\w{10,255}|github_pat_\\w{10,255}"
                  + "|gl(?:pat|dt|rt)-[\\w-]{10,255}|xox[abeoprs]-[\\w-]{8,255}|AIza[\\w-]{16,255}|ya29\\.[\\w.-]{8,2000}"
                  + "|hv[bs]\\.[\\w.-]{8,2000}|eyJ[\\w-]{8,20000}(?:\\.[\\w-]{0,20000}){0,2})",
              KEPT,
              "akia",
              "asia",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_",
              "github_pat_",
              "glpat-",
              "gldt-",
              "glrt-",
              "xox",
              "aiza",
              "ya29.",
              "hvb.",
              "hvs.",
              "eyj"),
          // Records as Connect prints them.
          Step.of(
              "(\\b(?:Struct|ConnectRecord|SourceRecord|SinkRecord)\\{)[^\\n]{0,20000}+",
              KEPT + "}",
              "struct{",
              "record{"),
          // What was sent, and what came back.
          Step.of(
              "(\\b(?:submitted )?(?:payload|(?:request|response|http)[ _-]?(?:body|content|entity)|body)\\s{0,5}[:=]\\s{0,5})"
                  + "[^\\n]{1,20000}?(?=,\\s{0,5}(?:error|exception|url|status|reason|response|retr)|\\n|$)",
              KEPT,
              "payload",
              "body",
              "content",
              "entity"),
          // What databases say of a row.
          Step.of(
              "(Key \\([^)\\n]{1,300}\\)=)\\([^\\n]{0,20000}?(?:\\)(?= |$|\\n|\\.)|(?=\\n|$))",
              "$1(" + MASK + ")",
              "key ("),
          Step.of(
              "(Failing row contains )\\([^\\n]{0,20000}+",
              "$1(" + MASK + ")",
              "failing row contains ("),
          // A quoted piece of a record.
          Step.of(
              "(\\b(?:"
                  + DATA_WORD
                  + ")\\b(?: of type [\\w ]{1,40}+)?(?:\\\\?\"\\s{0,3}:|[:=])?\\s{0,5})"
                  + "(?:\"{1,2}(?![:,}\\]\"])[^\"\\n"
                  + CUT
                  + "]{1,20000}+(?:\"{1,2}|"
                  + CUT
                  + ")|'[^'\\n"
                  + CUT
                  + "]{0,20000}+(?:''[^'\\n"
                  + CUT
                  + "]{0,20000}+){0,50}+(?:'|"
                  + CUT
                  + "))",
              "$1'" + MASK + "'",
              "\"",
              "'"),
          Step.of(
              "(\\btype \\w{1,40}(?: \\w{1,20}){0,3}: )" + QUOTED, "$1\"" + MASK + "\"", "type "),
          Step.of("(out of range: )" + QUOTED, "$1\"" + MASK + "\"", "out of range: \""),
          Step.of(
              "(\\(byte\\[\\]\\)|\\(String\\))\"[^\\n]{0,20000}?(?:\"(?=;|$|\\n)|(?=\\n|$))",
              "$1\"" + MASK + "\"",
              "(byte[])\"",
              "(string)\""),
          Step.of("[\\w.+-]{1,64}+@[\\w-]{1,63}+(?:\\.[\\w-]{1,63}+){1,8}", MASK, "@"),
          // A line that is nothing but a long secret, as of a key that lost its head.
          Step.of("(?m)^\\s{0,20}[A-Za-z0-9+/=_-]{40,20000}+\\s{0,20}$", MASK));

  private TextRedaction() {}

  /** The text with as many lines as it had, each in its place. */
  static String of(String text) {
    String shown = BlockRedaction.of(text);
    String lowerCase = shown.toLowerCase(Locale.ROOT);
    for (Step step : STEPS) {
      shown = step.mayFit(lowerCase) ? step.applied(shown) : shown;
    }
    return shown;
  }

  /** As many line ends as the piece has. */
  static String lineEnds(String piece) {
    int ends = 0;
    for (int at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) {
      ends++;
    }
    return "\n".repeat(ends);
  }
}
