package io.riparian.model;

import java.util.List;
import java.util.regex.Matcher;
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

  /** What replaces what, in this order: the widest first. */
  private record Step(Pattern pattern, String by) {
    static Step of(String pattern, String by) {
      return new Step(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), by);
    }
  }

  private static final List<Step> STEPS =
      List.of(
          // A key in PEM, and what is left of one that was cut.
          Step.of(
              "-----BEGIN [A-Z ]{1,40}-----[^-]{0,20000}+(?:-----END [A-Z ]{1,40}-----)?", MASK),
          // JAAS: everything between the module and the semicolon.
          Step.of(
              "(LoginModule\\s{1,20}(?:required|requisite|sufficient|optional))\\b[^;\\n]{0,20000}+",
              KEPT),
          // Userinfo of an address, and Oracle's own form of it.
          Step.of("(://)[^\\s/?#@\"'<>]{1,1000}+@", KEPT + "@"),
          Step.of("(://[^\\s/?#@\"'<>:]{0,200}+:)[^\\s@\"'<>]{1,1000}+@", KEPT + "@"),
          Step.of("(jdbc:oracle:[a-z]{2,10}:)[^\\s/@]{1,200}+/[^\\s@]{1,200}+@", KEPT + "@"),
          // A header.
          Step.of(
              "(\\b(?:bearer|basic)\\s{1,5})(?![a-z]{1,15}\\b(?![._~+/=-]))[\\w.~+/=-]{4,20000}+",
              KEPT),
          Step.of(
              "(\\b(?:proxy-)?authorization\\b[\"']?\\s{0,5}[:=]\\s{0,5})[^\\n,;]{1,20000}+", KEPT),
          // A key and its value, as in properties, addresses, JSON and JAAS.
          Step.of(
              "((?:"
                  + SECRET_WORD
                  + ")\\b[\\w.-]{0,40}+\\\\?[\"']?\\s{0,5}[:=]\\s{0,5}\\\\?)"
                  + "(?:\"[^\"\\n]{0,20000}+\"?|'[^'\\n]{0,20000}+'?|[^\\s&;,\"')}\\]]{1,20000}+)",
              KEPT),
          Step.of(
              "(\\b[\\w.-]{0,60}(?:password|passwd|secret|token|credential|apikey|accesskey)[\\w.-]{0,40}+[\"']?\\s{0,5}[:=]\\s{0,5})"
                  + "(?:\"[^\"\\n]{0,20000}+\"?|'[^'\\n]{0,20000}+'?|[^\\s&;,\"')}\\]]{1,20000}+)",
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

  private static final Pattern VALUES =
      Pattern.compile("\\b(?:VALUES?)\\s{0,20}\\(", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\b(?:INSERT\\s{1,9}INTO|UPDATE\\s{1,9}\\S{1,200}\\s{1,9}SET|MERGE\\s{1,9}INTO|DELETE\\s{1,9}FROM|UPSERT\\s{1,9}INTO|REPLACE\\s{1,9}INTO)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LITERAL =
      Pattern.compile("'[^'\\n]{0,8000}+(?:''[^'\\n]{0,8000}+){0,50}+'?");
  private static final Pattern JSON_OF_ERROR =
      Pattern.compile("\"(?:reason|error\\w{0,20}|errmsg|trace)\"\\s{0,5}:");

  private TextRedaction() {}

  static String of(String text) {
    String shown = values(text);
    shown = literals(shown);
    shown = objects(shown);
    for (Step step : STEPS) {
      shown = step.pattern().matcher(shown).replaceAll(step.by());
    }
    return shown;
  }

  /** The tuples behind VALUES, whatever stands in them; without an end, all that follows. */
  private static String values(String text) {
    Matcher found = VALUES.matcher(text);
    StringBuilder shown = new StringBuilder();
    int from = 0;
    while (found.find(from)) {
      shown.append(text, from, found.end()).append(MASK).append(')');
      from = endOfTuples(text, found.end());
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
  }

  /** After the closing parenthesis of the last tuple in a row. */
  private static int endOfTuples(String text, int begin) {
    int end = endOfTuple(text, begin);
    int next = afterCommas(text, end);
    while (next > end && next < text.length() && text.charAt(next) == '(') {
      end = endOfTuple(text, next + 1);
      next = afterCommas(text, end);
    }
    return end;
  }

  private static int afterCommas(String text, int from) {
    int next = from;
    while (next < text.length() && " ,\t".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next;
  }

  private static int endOfTuple(String text, int begin) {
    int depth = 1;
    boolean quoted = false;
    for (int at = begin; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth == 0) {
        return at + 1;
      }
    }
    return text.length();
  }

  /** What stands in single quotes on a line with a statement that writes. */
  private static String literals(String text) {
    if (!STATEMENT.matcher(text).find()) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (String line : text.split("(?<=\n)", -1)) {
      Matcher statement = STATEMENT.matcher(line);
      if (statement.find()) {
        shown
            .append(line, 0, statement.end())
            .append(
                LITERAL
                    .matcher(line.substring(statement.end()))
                    .replaceAll("'" + Matcher.quoteReplacement(MASK) + "'"));
      } else {
        shown.append(line);
      }
    }
    return shown.toString();
  }

  /** A JSON object is a record, unless it says what went wrong. */
  private static String objects(String text) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    int at = text.indexOf("{\"");
    while (at >= 0) {
      int end = endOfObject(text, at);
      String object = text.substring(at, end);
      boolean error = JSON_OF_ERROR.matcher(object).find();
      shown.append(text, from, at).append(error ? object : "{" + MASK + "}");
      from = end;
      at = text.indexOf("{\"", end);
    }
    return from == 0 ? text : shown.append(text, from, text.length()).toString();
  }

  private static int endOfObject(String text, int begin) {
    int depth = 0;
    boolean quoted = false;
    for (int at = begin; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '{') {
        depth++;
      } else if (!quoted && c == '}' && --depth == 0) {
        return at + 1;
      } else if (c == '\n') {
        return at;
      }
    }
    return text.length();
  }
}
