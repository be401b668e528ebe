package io.riparian.reconcile;

import io.riparian.health.Classifier;
import io.riparian.health.Classifier.Misread;
import io.riparian.health.Verdict;
import io.riparian.manifest.ManifestParser;
import io.riparian.manifest.ManifestRule;
import io.riparian.manifest.ParsedFile;
import io.riparian.model.Diagnostic;
import io.riparian.model.FailureRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The failure rules that are in the artifact, and how those of the platform stand before them. */
public final class FailureRuleFiles {
  private static final String BUILT_IN = "/failure-rules.yaml";
  private static final String PATH = "platform/failure-rules/built-in.yaml";

  private FailureRuleFiles() {}

  /** The rules that are in the artifact. */
  public static FailureRules builtIn() {
    try (InputStream file = FailureRuleFiles.class.getResourceAsStream(BUILT_IN)) {
      if (file == null) {
        throw new IllegalStateException("the artifact lacks " + BUILT_IN);
      }
      ParsedFile parsed = ManifestParser.parse(PATH, file.readAllBytes());
      if (parsed.isBroken()) {
        throw new IllegalStateException("our own failure rules are wrong: " + parsed.diagnostics());
      }
      return parsed.failureRules();
    } catch (IOException unreadable) {
      throw new IllegalStateException("the artifact cannot be read", unreadable);
    }
  }

  /** The rules of the artifact alone. */
  public static Classifier builtInClassifier() {
    return new Classifier(builtIn());
  }

  /** The platform's own rules, and behind them those of the artifact. */
  public static Classifier classifier(FailureRules own) {
    return new Classifier(own.before(builtIn()));
  }

  /**
   * Each of the platform's own rules that does not get to answer its own sample. Those of the
   * artifact stand behind, and have no say in it.
   */
  public static List<Diagnostic> check(FailureRules own) {
    return new Classifier(own).misread(own).stream().map(FailureRuleFiles::told).toList();
  }

  private static Diagnostic told(Misread misread) {
    return new Diagnostic(
        ManifestRule.SAMPLE_MISREAD.id(),
        ManifestRule.SAMPLE_MISREAD.severity(),
        misread.rule().at(),
        "the rule "
            + misread.rule().id()
            + " does not get to answer its own sample: "
            + (misread.answeredBy().equals(Verdict.NOT_KNOWN)
                ? "none of yours does"
                : misread.answeredBy() + " does"),
        "Change its patterns or its sample, or let it stand before the other one.");
  }
}
