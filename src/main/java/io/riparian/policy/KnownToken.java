package io.riparian.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that can be told by their form: access tokens as services hand them out, and key blocks.
 */
final class KnownToken {
  private static final int SHORTEST = 14;
  private static final int SHORTEST_SCHEME = 8;
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:"
              + "(?:AKIA|ASIA)[0-9A-Z]{16}"
              + "|gh[pousr]_[A-Za-z0-9]{20}"
              + "|github_pat_\\w{20}"
              + "|gl(?:pat|dt|rt|ptt)-[\\w-]{16}"
              + "|xox[abeoprs]-[A-Za-z0-9-]{10}"
              + "|xapp-[A-Za-z0-9-]{10}"
              + "|[rs]k_(?:live|test)_[A-Za-z0-9]{10}"
              + "|sk-(?:proj|ant|svcacct)-[\\w-]{16}"
              + "|whsec_[A-Za-z0-9+/=]{16}"
              + "|SG\\.[\\w-]{16,64}\\.[\\w-]{16}"
              + "|AIza[\\w-]{35}"
              + "|ya29\\.[\\w-]{16}"
              + "|GOCSPX-[\\w-]{20}"
              + "|hv[bs]\\.[\\w-]{20}"
              + "|npm_[A-Za-z0-9]{30}"
              + "|dckr_pat_[\\w-]{20}"
              + "|do[opr]_v1_[0-9a-f]{32}"
              + "|dapi[0-9a-f]{32}"
              + "|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"
              + "|ATATT[\\w=-]{20}"
              + "|\\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"
              + "|eyJ[\\w-]{8,512}\\.[\\w-]{2}"
              + ")");
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?i:bearer|basic)\\s{1,8}"
              + "(?:[<$%]\\w|(?=[^\\s\"',;|]{0,255}[A-Z0-9=_])[A-Za-z0-9+/=._~-]{8})");
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?<body>[^-]{0,200})");
  private static final Pattern LINE_END = Pattern.compile("\\\\[nr]");

  private KnownToken() {}

  static boolean isIn(String text) {
    return (text.length() >= SHORTEST && TOKEN.matcher(text).find())
        || (text.length() >= SHORTEST_SCHEME
            && text.indexOf(' ') > 0
            && SCHEME.matcher(text).find());
  }

  /** Whether there is a private key in it, on as many lines as may be. */
  static boolean isKeyBlock(String text) {
    if (!text.contains("-----BEGIN ")) {
      return false;
    }
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (LiteralText.isThere(LINE_END.matcher(block.group("body")).replaceAll(""))) {
        return true;
      }
    }
    return false;
  }
}
