package io.riparian.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.FailureAnswer.Recipient;
import io.riparian.model.FailureAnswer.Retry;
import io.riparian.model.FailureClass;
import io.riparian.reconcile.FailureRuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Failures as people had them, each labelled by somebody. The files are given by the property
 * {@code conformance.dir}.
 */
class FailureConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A labelled text, and what we say of it. */
  private record Case(JsonNode label, Verdict verdict) {
    String id() {
      return label.path("id").asText();
    }

    FailureClass said() {
      return verdict.failureClass();
    }

    boolean isOf(FailureClass one) {
      return one.word().equals(label.path("class").asText());
    }

    boolean isRight() {
      return isOf(said());
    }

    boolean isAcceptable() {
      return isRight()
          || StreamSupport.stream(label.path("alt").spliterator(), false)
              .anyMatch(alt -> alt.asText().equals(said().word()));
    }

    boolean isForPlatform() {
      return label.path("notify").asText().equals("platform");
    }

    boolean toldPlatform() {
      return verdict.answer().recipient() == Recipient.PLATFORM;
    }

    String retryable() {
      return label.path("retryable").asText();
    }

    boolean isRetryRight() {
      return verdict.answer().retry().name().toLowerCase(Locale.ROOT).equals(retryable());
    }

    boolean isRestartedInVain() {
      return verdict.answer().retry() == Retry.YES && retryable().equals("no");
    }

    String told() {
      return id()
          + " is "
          + label.path("class").asText()
          + "/"
          + label.path("notify").asText()
          + "/"
          + retryable()
          + ", and "
          + verdict.rule()
          + " says "
          + said().word()
          + "/"
          + verdict.answer().recipient()
          + "/"
          + verdict.answer().retry();
    }
  }

  @Test
  void failuresAreToldApart() throws IOException {
    String given = System.getProperty("conformance.dir", "");
    assumeTrue(!given.isEmpty(), "no conformance.dir is given, so this case is skipped");
    List<Case> cases = cases(Path.of(given).resolve("failures/traces.jsonl"));

    double strict = share(cases, cases.stream().filter(Case::isRight).count());
    double lenient = share(cases, cases.stream().filter(Case::isAcceptable).count());
    double recall = share(cases.stream().filter(Case::isForPlatform).toList(), toPlatform(cases));
    double precision = share(cases.stream().filter(Case::toldPlatform).toList(), toPlatform(cases));
    List<String> inVain = cases.stream().filter(Case::isRestartedInVain).map(Case::id).toList();

    System.out.printf(
        Locale.ROOT,
        "failures: %d texts, class %.3f strict, %.3f with alternatives, macro-F1 %.3f; platform recall %.3f, precision %.3f;"
            + " retry accuracy %.3f, restarts in vain %d; mean confidence %.2f where right, %.2f where wrong%n",
        cases.size(),
        strict,
        lenient,
        macroF1(cases),
        recall,
        precision,
        share(cases, cases.stream().filter(Case::isRetryRight).count()),
        inVain.size(),
        confidence(cases, true),
        confidence(cases, false));
    classes().forEach(one -> System.out.println(figures(cases, one)));
    cases.stream()
        .filter(one -> !one.isRight() || one.isForPlatform() != one.toldPlatform())
        .map(Case::told)
        .forEach(System.out::println);
    assertThat(strict).isGreaterThanOrEqualTo(0.85);
    assertThat(lenient).isGreaterThanOrEqualTo(0.93);
    assertThat(macroF1(cases)).isGreaterThanOrEqualTo(0.85);
    assertThat(recall).isGreaterThanOrEqualTo(0.90);
    assertThat(precision).isGreaterThanOrEqualTo(0.85);
    assertThat(inVain).isEmpty();
  }

  /** Each text is told a secret, in the form in which clients tell it. */
  @Test
  void noSecretThatStandsInATextComesOut() throws IOException {
    String given = System.getProperty("conformance.dir", "");
    assumeTrue(!given.isEmpty(), "no conformance.dir is given, so this case is skipped");
    String canary = "c4n4ry7f";
    List<String> secrets =
        List.of(
            "jdbc:postgresql://app:%s@db:5432/x",
            "http://api/x?user=app&password=%s",
            "PlainLoginModule required username=\"app\" password=\"%s\";",
            "Authorization: Bearer %s",
            "INSERT INTO \"t\" (\"a\") VALUES (1,'%s') was aborted");
    Classifier classifier = FailureRuleFiles.builtInClassifier();
    for (String line : Files.readAllLines(Path.of(given).resolve("failures/traces.jsonl"))) {
      JsonNode label = JSON.readTree(line);
      for (String secret : secrets) {
        String seeded =
            label.path("text").asText().lines().findFirst().orElse("")
                + " "
                + secret.formatted(canary)
                + "\n"
                + label.path("text").asText()
                + " "
                + secret.formatted(canary);
        Verdict verdict = classifier.classify(seeded, "orders");
        assertThat(verdict.evidence() + verdict.action() + Excerpt.shown(seeded))
            .as(label.path("id").asText())
            .doesNotContain(canary);
      }
    }
  }

  private static List<Case> cases(Path file) throws IOException {
    Classifier classifier = new Classifier(FailureRuleFiles.builtIn());
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode label = JSON.readTree(line);
      cases.add(new Case(label, classifier.classify(label.path("text").asText(), "orders")));
    }
    return cases;
  }

  private static long toPlatform(List<Case> cases) {
    return cases.stream().filter(Case::isForPlatform).filter(Case::toldPlatform).count();
  }

  private static double share(List<Case> cases, long some) {
    return cases.isEmpty() ? 0 : (double) some / cases.size();
  }

  private static double confidence(List<Case> cases, boolean right) {
    return cases.stream()
        .filter(one -> one.isRight() == right)
        .mapToDouble(one -> one.verdict().confidence())
        .average()
        .orElse(0);
  }

  private static List<FailureClass> classes() {
    return Arrays.stream(FailureClass.values()).filter(one -> one != FailureClass.UNKNOWN).toList();
  }

  private static double macroF1(List<Case> cases) {
    return classes().stream().mapToDouble(one -> f1(cases, one)).average().orElse(0);
  }

  private static double f1(List<Case> cases, FailureClass one) {
    long labelled = cases.stream().filter(each -> each.isOf(one)).count();
    long said = cases.stream().filter(each -> each.said() == one).count();
    long both = cases.stream().filter(each -> each.isOf(one) && each.said() == one).count();
    return labelled + said == 0 ? 0 : 2.0 * both / (labelled + said);
  }

  private static String figures(List<Case> cases, FailureClass one) {
    return String.format(
        Locale.ROOT,
        "  %-16s labelled %2d, said %2d, right %2d, F1 %.3f",
        one.word(),
        cases.stream().filter(each -> each.isOf(one)).count(),
        cases.stream().filter(each -> each.said() == one).count(),
        cases.stream().filter(each -> each.isOf(one) && each.said() == one).count(),
        f1(cases, one));
  }
}
