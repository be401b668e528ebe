package io.riparian.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Connectors as people have them, loaded as the program loads them: every secret that was written
 * out is found, and little else. The files are given by the property {@code conformance.dir}.
 */
class SecretConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SECRETS =
      List.of("inline_secret_keys", "placeholder_secret_keys", "literal_looking_placeholder_keys");
  private static final List<String> NO_SECRETS = List.of("secret_file_paths", "external_refs");

  private final Set<String> labelled = new TreeSet<>();
  private final Set<String> harmless = new TreeSet<>();
  private final Set<String> flagged = new TreeSet<>();
  private final Map<SecretSign, Integer> bySign = new EnumMap<>(SecretSign.class);
  private final Map<String, Integer> byRule = new TreeMap<>();

  @Test
  void everySecretIsFoundAndLittleElse() throws IOException {
    String given = System.getProperty("conformance.dir", "");
    assumeTrue(!given.isEmpty(), "no conformance.dir is given, so this case is skipped");
    Path directory = Path.of(given).resolve("configs");
    for (JsonNode row : JSON.readTree(directory.resolve("MANIFEST.json").toFile())) {
      judge(directory.resolve(row.path("file").asText()), row);
    }

    tell();
    assertThat(flagged).containsAll(labelled).doesNotContainAnyElementsOf(harmless);
    assertThat(precision()).isGreaterThanOrEqualTo(0.9);
  }

  private void judge(Path path, JsonNode row) throws IOException {
    String file = row.path("file").asText();
    SECRETS.forEach(
        label -> row.path(label).forEach(key -> labelled.add(file + " " + key.asText())));
    NO_SECRETS.forEach(
        label -> row.path(label).forEach(key -> harmless.add(file + " " + key.asText())));
    Subject subject = load(path);
    boolean camel = CamelExpressions.areReadBy(subject.config());
    List<Finding> findings = new ArrayList<>();
    new LiteralSecrets().check(subject, findings::add);
    findings.forEach(finding -> flagged.add(file + " " + finding.key()));
    findings.forEach(
        finding ->
            SecretSign.in(
                    finding.key(), subject.config().get(finding.key()).orElseThrow(), false, camel)
                .ifPresent(sign -> bySign.merge(sign, 1, Integer::sum)));
    new SecretReferences().check(subject, findings::add);
    for (Finding finding : findings) {
      byRule.merge(finding.rule().id(), 1, Integer::sum);
      tellsNoValue(finding, subject.config().get(finding.key()).orElseThrow());
    }
  }

  /** A value of a word or less may stand in any sentence, and in the key itself. */
  private static void tellsNoValue(Finding finding, String value) {
    String told = (finding.message() + finding.hint()).replace(finding.key(), "");
    assertThat(told.contains(value) && !isAWordOfOurs(value))
        .as("a finding on " + finding.key() + " holds its value")
        .isFalse();
  }

  private static boolean isAWordOfOurs(String value) {
    Subjects ours = Subjects.of("x", "some.password", "0");
    return ours.judgedBy(new LiteralSecrets()).stream()
        .anyMatch(one -> (one.message() + one.hint()).contains(value));
  }

  /** A file with a shell's escape left in it is refused; its secrets are judged all the same. */
  private static Subject load(Path path) throws IOException {
    String text = Files.readString(path);
    String cluster = text.contains("strimzi.io/cluster") ? "my-connect-cluster" : "shared";
    var connectors = connectors(path, text, cluster);
    if (connectors.isEmpty()) {
      connectors = connectors(path, text.replace("\\$", "$"), cluster);
    }
    assertThat(connectors).as(path.getFileName().toString()).hasSize(1);
    DeclaredConnector connector = connectors.get(0);
    Subject anything = Subjects.of("x").get();
    assertThat(connector.config().get(ConnectorConfig.CLASS)).isPresent();
    return new Subject(
        connector,
        anything.cluster(),
        new Grant(
            connector.team(),
            Location.ofFile("f"),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            GrantRails.NONE,
            Map.of()));
  }

  private static List<DeclaredConnector> connectors(Path path, String text, String cluster) {
    return new SmallRepository()
        .cluster(cluster, "acme")
        .team("acme")
        .bytes(
            "teams/acme/connectors/" + cluster + "/" + path.getFileName(),
            text.getBytes(StandardCharsets.UTF_8))
        .resolve()
        .connectors();
  }

  private double precision() {
    return (double) flagged.stream().filter(labelled::contains).count() / flagged.size();
  }

  private void tell() {
    Set<String> missed = new TreeSet<>(labelled);
    missed.removeAll(flagged);
    Set<String> beyond = new TreeSet<>(flagged);
    beyond.removeAll(labelled);
    System.out.printf(
        "secrets: labelled %d, flagged %d, recall %.3f, precision %.3f%nby sign %s%nby rule %s%nmissed %s%nbeyond the labels %s%n",
        labelled.size(),
        flagged.size(),
        1 - (double) missed.size() / labelled.size(),
        precision(),
        bySign,
        byRule,
        missed,
        beyond);
  }
}
