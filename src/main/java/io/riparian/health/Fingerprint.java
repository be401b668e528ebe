package io.riparian.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.ConnectorId;
import io.riparian.model.FailureClass;
import io.riparian.model.Redaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What two failures have in common that are the same one, told again: where, what class, which
 * exception, and what it says but for numbers, ids, times and values.
 */
public record Fingerprint(String digest) {
  private static final int LONGEST_MESSAGE = 1_000;
  private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");

  /** A class of exceptions alone is nothing that two failures have in common. */
  private static final Fingerprint NOTHING_IN_COMMON = new Fingerprint("");

  private record Step(Pattern pattern, String by) {
    static Step of(String pattern, String by) {
      return new Step(Pattern.compile(pattern), by);
    }
  }

  private static final List<Step> STEPS =
      List.of(
          Step.of(
              "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?",
              "<time>"),
          Step.of("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>"),
          Step.of("\"[^\"\\n]*\"|'[^'\\n]*'|`[^`\\n]*`", "<value>"),
          Step.of("@[0-9a-f]{4,16}\\b", "<id>"),
          Step.of("(?i)\\b(?:0x[0-9a-f]+|[0-9a-f]{12,}|\\d[0-9a-f]{7,})\\b", "<id>"),
          Step.of("\\d+(?:[.,:]\\d+)*", "<number>"));

  /**
   * The fingerprint of a failure.
   *
   * @param text all that was told of it
   */
  public static Fingerprint of(ConnectorId connector, FailureClass failureClass, String text) {
    return of(connector, failureClass, Told.of(text));
  }

  static Fingerprint of(ConnectorId connector, FailureClass failureClass, Told told) {
    Cause root = root(told);
    return new Fingerprint(
        digest(
            String.join(
                "\n",
                connector.cluster(),
                connector.name(),
                failureClass.word(),
                root.className(),
                normal(root.message()))));
  }

  /**
   * What failures of several connectors have in common that have one cause: of what the platform
   * runs, the rule alone, and otherwise which exception, and what it says of which host.
   */
  static Fingerprint ofCause(Verdict verdict, Told told) {
    if (verdict.failureClass() == FailureClass.INFRASTRUCTURE) {
      return new Fingerprint("rule " + verdict.rule());
    }
    Cause root = root(told);
    if (normal(root.message()).isEmpty()) {
      return NOTHING_IN_COMMON;
    }
    return new Fingerprint(
        digest(
            String.join(
                "\n",
                verdict.failureClass().word(),
                root.className(),
                String.join(" ", hosts(root.message())),
                normal(root.message()))));
  }

  /** Addresses are made of numbers, which all else that is normal has lost. */
  private static List<String> hosts(String message) {
    List<String> hosts = new ArrayList<>();
    Matcher address = ADDRESS.matcher(message);
    while (address.find()) {
      hosts.add(address.group());
    }
    return hosts;
  }

  private static Cause root(Told told) {
    return told.trace()
        .root()
        .orElseGet(() -> new Cause(0, "", firstLine(told.excerpt().plain()), List.of()));
  }

  private static String firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }

  private static String normal(String message) {
    String cut =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    String normal = Redaction.ofText(cut);
    for (Step step : STEPS) {
      normal = step.pattern().matcher(normal).replaceAll(step.by());
    }
    return normal.strip();
  }

  private static String digest(String parts) {
    try {
      byte[] bytes = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
