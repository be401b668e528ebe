package io.riparian.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that is part of an address: {@code scheme://user:password@host}, the same without a
 * scheme, Oracle's {@code user/password@host}, and addresses that let in whoever knows them.
 */
final class AddressSecret {
  private static final int LONGEST = 512;
  private static final Pattern PATH = Pattern.compile("[/?#@]");
  private static final Pattern END = Pattern.compile("[\\s\"'<>]");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}(?:[/?#,].*)?");
  private static final Pattern ORACLE =
      Pattern.compile("(?i)jdbc:oracle:\\w{1,10}:[^/@\\s]{0,128}/(?<password>[^@\\s]{1,256})@");
  private static final Pattern BARE =
      Pattern.compile(
          "(?:(?:ftps?|sftp|scp|ssh|smtps?|imaps?|pop3s?|smb|irc):)?+(?!(?:jdbc|mailto|acct|sips?|urn|xmpp|tel):)[^\\s:/@=,]+:(?!//)(?<password>[^\\s@]+)@[\\w.(:/-]+(?:[?)].*)?");
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?i)://(?:hooks\\.slack\\.com/(?:services|workflows|triggers)"
              + "|discord(?:app)?\\.com/api/webhooks"
              + "|[\\w-]+\\.webhook\\.office\\.com/webhook\\w*"
              + "|outlook\\.office(?:365)?\\.com/webhook"
              + "|hooks\\.zapier\\.com/hooks"
              + "|maker\\.ifttt\\.com/trigger"
              + "|api\\.telegram\\.org)/\\w");

  private AddressSecret() {}

  static boolean isIn(String text) {
    return (text.contains("://") && (KNOWN.matcher(text).find() || hasLogin(text)))
        || (text.indexOf('@') > 0
            && (hasPassword(ORACLE.matcher(text), false)
                || hasPassword(BARE.matcher(text.strip()), true)));
  }

  private static boolean hasPassword(Matcher login, boolean whole) {
    return (whole ? login.matches() : login.find()) && LiteralText.isThere(login.group("password"));
  }

  private static boolean hasLogin(String text) {
    int last = text.lastIndexOf('@');
    int at = text.indexOf("://");
    while (at >= 0 && at < last) {
      String rest = text.substring(at + 3, Math.min(text.length(), at + 3 + LONGEST));
      Matcher end = END.matcher(rest);
      if (isLogin(end.find() ? rest.substring(0, end.start()) : rest)) {
        return true;
      }
      at = text.indexOf("://", at + 3);
    }
    return false;
  }

  /** A password may hold a slash, so the address is not cut at the first one. */
  private static boolean isLogin(String rest) {
    int colon = rest.indexOf(':');
    int sign = rest.lastIndexOf('@');
    if (colon < 0 || sign <= colon + 1 || PATH.matcher(rest.substring(0, colon)).find()) {
      return false;
    }
    String password = rest.substring(colon + 1, sign);
    return LiteralText.isThere(password)
        && (rest.indexOf('/') < 0 || rest.indexOf('/') > sign || !PORT.matcher(password).matches());
  }
}
