package io.riparian.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one redaction boundary: every configuration value that is shown, stored or logged goes
 * through here. It masks rather too much than too little; a reference to a worker's secret provider
 * stays readable, because it is none.
 */
public final class Redaction {
  public static final String MASK = "******";

  /**
   * Stands where a text was cut, for {@link #ofText}: what a message quotes there may end behind
   * it.
   */
  public static final String CUT = "\uE000";

  private static final Pattern SENSITIVE_KEY =
      Pattern.compile(
          "pass(word|wd|phrase)?|pwd|secret|token|credential"
              + "|(access|account|api|client|encryption|keystore|license|master|private|server|shared|signing)[._-]?key"
              + "|jaas|auth(entication|orization)?([._-]|$)"
              + "|sas([._-]|$)|signature|keytab|certificate|connection[._-]?(string|uri|url)|cookie|session|webhook"
              + "|basic\\.auth|user\\.info|headers?([._-]|$)|(^|[._-])(pw|pin|dsn)([._-]|$)|ssl\\.key");
  private static final Pattern SENSITIVE_VALUE =
      Pattern.compile(
          "(?i)(pass(word|wd|phrase|code)?s?|pwd?|secrets?|tokens?|sig(nature)?|keys?|credentials?|bearer"
              + "|user[._-]?info|access[._-]?key[._-]?id|authorization|cookie"
              + "|(pass(word)?|secret|token|key)[._-]?(value|text|\\d+))\\\\?[\"']?\\s*[=:]"
              + "|://hooks\\.|webhook|api\\.telegram|maker\\.ifttt|-----BEGIN|LoginModule"
              + "|(^|[^a-z0-9])((AKIA|ASIA)[0-9A-Z]{12}|gh[pousr]_|github_pat_|gl(pat|dt|rt|ptt)-|xapp-|xox[abeoprs]-"
              + "|[rs]k_(live|test)_|sk-(proj|ant|svcacct)-|whsec_|SG\\.[\\w-]{8}|AIza[\\w-]{16}|ya29\\.|GOCSPX-|hv[bs]\\."
              + "|npm_|dckr_pat_|do[opr]_v1_|dapi[0-9a-f]{16}|shp(at|ca|pa|ss)_|ATATT|\\d{8,10}:[\\w-]{30}|eyJ[\\w-]{8})"
              + "|^(AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|[rs]k_(live|test)_|eyJ)"
              + "|(bearer|basic)\\s");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^{}]*}");
  private static final Pattern MASKED_BY_WORKER = Pattern.compile("\\*{4,}|•{4,}|\\[hidden]");
  private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9+/=_-]{32,}");
  private static final int LONG = 20;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Redaction() {}

  /** The value as it may be shown. */
  public static String show(String key, String value) {
    if (value.isEmpty() || REFERENCE.matcher(value).matches()) {
      return value;
    }
    return isSensitive(key, value) ? MASK : value;
  }

  /**
   * Free text as it may be shown: a log, a trace, an answer. Secrets in it are masked, and so is
   * what it quotes of records.
   */
  public static String ofText(String text) {
    return TextRedaction.of(text);
  }

  /**
   * The part of {@link #ofText} that has to see a text before it is cut: without what goes on over
   * many lines, with as many lines as it had. It is quick enough for megabytes.
   */
  public static String ofBlocks(String text) {
    return BlockRedaction.of(text);
  }

  /** Whether this key or this value may hold a secret. */
  public static boolean isSensitive(String key, String value) {
    return SENSITIVE_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()
        || isSensitive(KeyName.of(key), value)
        || SENSITIVE_VALUE.matcher(value).find()
        || OPAQUE.matcher(value.strip()).matches()
        || SPACE.splitAsStream(value).anyMatch(Redaction::hasUserInfo);
  }

  private static boolean isSensitive(KeyName key, String value) {
    return key.role() != KeyRole.NOTHING || (value.length() >= LONG && key.hintsAtSecret());
  }

  /** Whether it holds {@code user:password@}, or another pair in front of an address. */
  private static boolean hasUserInfo(String word) {
    int colon = word.indexOf(':', 1);
    return colon > 0 && word.lastIndexOf('@') > colon + 1;
  }

  /** Whether some Connect distribution answered a mask in place of the value it keeps. */
  public static boolean isWorkerMask(String value) {
    return MASKED_BY_WORKER.matcher(value).matches();
  }
}
