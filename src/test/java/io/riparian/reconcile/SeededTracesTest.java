package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.health.AlarmTimes;
import io.riparian.model.FailureRule;
import io.riparian.model.Notice;
import io.riparian.notify.CloudEvent;
import io.riparian.notify.RouteBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every text that is known, with secrets and rows put into it at the places where they come: none
 * of them is told to anybody, or kept.
 */
class SeededTracesTest {
  private static final String SEED = "seed-7e21-of-a-secret";
  private static final List<String> SEEDS =
      List.of(
          "jdbc:postgresql://app:" + SEED + "@db.example:5432/orders",
          "https://app:" + SEED + "@search.example/_bulk",
          "jdbc:mysql://db.example/orders?user=app&password=" + SEED,
          "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"app\""
              + " password=\""
              + SEED
              + "\";",
          "Authorization: Bearer " + SEED,
          "INSERT INTO orders (id, card) VALUES (1, '" + SEED + "')",
          "{\"password\":\"" + SEED + "\"}");

  private final World world = new World();
  private final List<Notice> told = new ArrayList<>();
  private final HealthWatch health =
      new HealthWatch(
          world.cluster(),
          world::judged,
          world.ledger(),
          new KnownFailures(),
          new LastChanges((path, revision) -> Optional.empty()),
          new RouteBook(),
          (notice, routes) -> told.add(notice),
          Witness.NONE,
          AlarmTimes.USUAL,
          world::now);
  private ClusterView view = ClusterView.notAsked(world.cluster());

  private static List<String> texts() throws IOException {
    List<String> texts =
        new ArrayList<>(
            FailureRuleFiles.builtIn().rules().stream().map(FailureRule::sample).toList());
    String given = System.getProperty("conformance.dir", "");
    if (!given.isEmpty()) {
      ObjectMapper json = new ObjectMapper();
      for (String line : Files.readAllLines(Path.of(given).resolve("failures/traces.jsonl"))) {
        texts.add(json.readTree(line).path("text").asText());
      }
    }
    return texts;
  }

  /** A seed behind what each exception says, and on a line of its own. */
  private static String seeded(String text, String seed) {
    StringBuilder seeded = new StringBuilder();
    text.lines()
        .forEach(
            line -> {
              seeded.append(line);
              if (!line.strip().startsWith("at ")) {
                seeded.append(": ").append(seed);
              }
              seeded.append('\n');
            });
    return seeded.append(seed).append('\n').toString();
  }

  private void looks() {
    for (int look = 0; look < 2; look++) {
      view = view.walked(world.walk(), new TreeMap<>());
      health.saw(view, () -> Headway.UNKNOWN);
      world.pass(Duration.ofSeconds(40));
    }
  }

  @Test
  void noneOfThemIsToldOrKept() throws IOException {
    world.branch.connector("payments-a");
    world.commit().settle();
    int turn = 0;
    for (String text : texts()) {
      String seed = SEEDS.get(turn++ % SEEDS.size());
      world.connect.givenFailedTask("payments-a", seeded(text, seed));
      looks();
      assertThat(world.ledger().course("shared").orElseThrow()).doesNotContain(SEED);
    }

    assertThat(told).hasSizeGreaterThan(turn / 2);
    for (Notice notice : told) {
      assertThat(new String(CloudEvent.of(notice, "test").body(), StandardCharsets.UTF_8))
          .doesNotContain(SEED);
    }
  }
}
