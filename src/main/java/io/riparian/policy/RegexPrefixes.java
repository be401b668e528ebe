package io.riparian.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The literal beginnings of what a regular expression can match, one of its alternatives each.
 * Every match begins with one of them; where nothing can be proven the beginning is empty.
 */
final class RegexPrefixes {
  private static final String QUANTIFIERS = "?*{+";
  private static final String SPECIAL = "[].()^$|?*+{}\\";

  /**
   * Quotations, and what a flag, a control character or a nested class turns into another thing.
   */
  private static final Pattern QUOTED =
      Pattern.compile("\\\\(?:Q(.*?)(?:\\\\E|$)|.)", Pattern.DOTALL);

  private static final Pattern TOO_MUCH = Pattern.compile("\\(\\?(?![:=!<>])|\\\\c|\\[\\^?]|&&");
  private static final int DEEPEST = 50;

  private final String regex;
  private int at;
  private boolean beyond;

  private RegexPrefixes(String regex) {
    this.regex = regex;
  }

  static List<String> of(String regex) {
    String plain = withoutQuotations(regex);
    if (TOO_MUCH.matcher(plain).find()) {
      return List.of("");
    }
    RegexPrefixes reading = new RegexPrefixes(plain);
    List<String> found = reading.alternatives(0);
    // A bracket too many ended it early: then it is no expression that we understand.
    return reading.at == plain.length() && !reading.beyond ? found : List.of("");
  }

  /** {@code \Q...\E} is a backslash before each character in it. */
  private static String withoutQuotations(String regex) {
    return QUOTED
        .matcher(regex)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) == null ? found.group() : escaped(found.group(1))));
  }

  private static String escaped(String text) {
    return text.replaceAll("([^A-Za-z0-9])", "\\\\$1");
  }

  /** Up to the bracket that closes it, or the end. */
  private List<String> alternatives(int depth) {
    if (depth > DEEPEST) {
      beyond = true;
      at = regex.length();
      return List.of("");
    }
    List<String> all = new ArrayList<>(sequence(depth));
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      all.addAll(sequence(depth));
    }
    return all;
  }

  /** The beginnings of one alternative; all of it is read, so that the next one is found. */
  private List<String> sequence(int depth) {
    StringBuilder literal = new StringBuilder();
    List<String> heads = List.of("");
    boolean open = true;
    while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
      char next = regex.charAt(at);
      if (next == '(') {
        at++;
        boolean plain = !regex.startsWith("?", at) || regex.startsWith("?:", at);
        at += regex.startsWith("?:", at) ? 2 : 0;
        List<String> inner = alternatives(depth + 1);
        at++;
        boolean repeated = isQuantified();
        if (open && literal.isEmpty() && heads.equals(List.of("")) && plain && !repeated) {
          heads = inner;
        }
        // What follows a group goes on behind what is not known whole.
        open = false;
      } else if (next == '[') {
        skipClass();
        open = false;
      } else if (next == '^' && at == 0) {
        at++;
      } else if (next == '\\' && at + 1 < regex.length()) {
        open = open && !Character.isLetterOrDigit(regex.charAt(at + 1)) && take(literal, 2);
        at += open ? 0 : 2;
      } else if (SPECIAL.indexOf(next) >= 0) {
        at++;
        open = false;
      } else {
        open = open && take(literal, 1);
        at += open ? 0 : 1;
      }
    }
    List<String> prefixes = new ArrayList<>();
    heads.forEach(head -> prefixes.add(head + literal));
    return prefixes;
  }

  /** Takes one character that stands for itself, unless it may be left out; whether it goes on. */
  private boolean take(StringBuilder literal, int length) {
    char character = regex.charAt(at + length - 1);
    int then = at + length;
    if (then < regex.length() && QUANTIFIERS.indexOf(regex.charAt(then)) >= 0) {
      if (regex.charAt(then) == '+') {
        literal.append(character);
      }
      return false;
    }
    literal.append(character);
    at = then;
    return true;
  }

  private boolean isQuantified() {
    return at < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at)) >= 0;
  }

  /** One within another means something of its own, in Java. */
  private void skipClass() {
    at++;
    while (at < regex.length() && regex.charAt(at) != ']') {
      beyond |= regex.charAt(at) == '[';
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
