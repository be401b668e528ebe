package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.DeclaredState;
import io.riparian.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs, written as a file: read again, it says what runs. */
class RunningConnectorTest {
  private static final SortedMap<String, String> CONFIG =
      new TreeMap<>(
          Map.of("name", "payments-orders", "connector.class", "io.example.A", "tasks.max", "2"));

  private static RunningConnector running(
      Map<String, String> config, Set<String> secrets, Set<String> inherited) {
    return new RunningConnector(
        "payments",
        "shared",
        "payments-orders",
        "paused",
        new TreeMap<>(config),
        new TreeSet<>(secrets),
        inherited);
  }

  private static RunningConnector with(String... more) {
    Map<String, String> config = new TreeMap<>(CONFIG);
    for (int i = 0; i < more.length; i += 2) {
      config.put(more[i], more[i + 1]);
    }
    return running(config, Set.of(), Set.of());
  }

  @Test
  void aFileSaysWithFieldsWhatFieldsCanSay() {
    RunningConnector running =
        running(
            with("connector.plugin.version", "[3.1,4)", "topic", "orders", "b", "no").config(),
            Set.of("database.password"),
            Set.of("errors.tolerance", "topic"));

    assertThat(running.path()).isEqualTo("teams/payments/connectors/shared/payments-orders.yaml");
    assertThat(running.yaml())
        .isEqualTo(
            """
            apiVersion: riparian/v1
            kind: Connector
            metadata:
              name: payments-orders
            spec:
              cluster: shared
              adopt: true
              class: io.example.A
              version: "[3.1,4)"
              tasksMax: 2
              state: paused
              config:
                b: "no"
                database.password: "${vault:FILL-IN:database.password}" # a secret: fill in where the worker finds it
                topic: orders
                errors.tolerance: null # inherited otherwise
            """);
  }

  @Test
  void aStateThatNobodyAskedForIsLeftOut() {
    RunningConnector failed =
        new RunningConnector(
            "payments", "shared", "x", "failed", CONFIG, new TreeSet<>(), Set.of());

    assertThat(failed.yaml()).doesNotContain("state");
  }

  @Test
  void aPlaceholderIsRefusedUntilItIsFilledIn() {
    String file = running(CONFIG, Set.of("database.password"), Set.of()).yaml();

    Declarations declared = declared(file);

    assertThat(declared.connectors()).isEmpty();
    assertThat(declared.diagnostics())
        .extracting(Diagnostic::rule, it -> it.at().line())
        .containsExactly(tuple("MAN-057", 12));
    assertThat(declared(file.replace("FILL-IN", "payments/db")).diagnostics()).isEmpty();
  }

  @Test
  void whatNoFileCanHoldIsLeftOutAndTold() {
    RunningConnector running = with("riparian.other", "1", "_comment", "x", " ", "y");

    assertThat(running.leftOut()).containsExactly(" ", "_comment", "riparian.other");
    assertThat(running.obstacle()).isEmpty();
    assertThat(config(running.yaml())).isEqualTo(expected(with()));

    Map<String, String> many = new TreeMap<>(CONFIG);
    IntStream.range(0, 1001).forEach(i -> many.put("k" + i, ""));
    assertThat(running(many, Set.of(), Set.of()).obstacle()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no",
        "No",
        "on",
        "y",
        "true",
        "True",
        "null",
        "~",
        "0123",
        "1e3",
        "1.50",
        "-0",
        "0x1F",
        "0o17",
        "1_000",
        "12:30:45",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        ".inf",
        ".5",
        "-1",
        "+1",
        "99999999999999999999",
        " leading",
        "trailing ",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "-",
        "?",
        "? a",
        ":",
        "a:",
        "*a",
        "&a",
        "!a",
        "!!str a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "it's",
        "back\\slash",
        "{a: b}",
        "[a, b]",
        "{",
        "]",
        ",",
        "=",
        "<<",
        "${file:/etc/x.properties:key}",
        "${var:x}",
        "$${var:x}",
        "$$${var:x}",
        "${body}",
        "${date:now:yyyy-MM-dd}",
        "two\nlines",
        "\nfirst empty",
        "last empty\n\n",
        "tab\tinside",
        "cr\rlf\r\n",
        "größe",
        "日本語",
        "😀",
        "\u00a0",
        "\u0085",
        "\u2028x",
        "\ufeff",
        "\u0000",
        "\u001b[0m",
        "\ud800",
        "---",
        "...",
        "--- a"
      })
  void everyValueIsReadAsItRuns(String value) {
    RunningConnector running = with("a.key", value, "z", "last", "quoted \"key\": x", value);

    assertThat(running.obstacle()).isEmpty();
    assertThat(config(running.yaml())).isEqualTo(expected(running));
    assertThat(declared(running.yaml()).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "10000", "01", "0", " 1", "1.0", "x", "${var:tasks}", "", "99999"})
  void whateverTheNumberOfTasksIsItIsReadAsItRuns(String tasks) {
    RunningConnector running = with("tasks.max", tasks, "connector.plugin.version", tasks);

    assertThat(config(running.yaml())).isEqualTo(expected(running));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 22, 333})
  void anyTextAtAllIsReadAsItRuns(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      RunningConnector running = with(text(random), text(random), text(random), text(random));

      assertThat(running.obstacle()).isEmpty();
      assertThat(config(running.yaml())).isEqualTo(expected(running));
    }
  }

  private static String text(Random random) {
    List<String> parts =
        Arrays.asList(
            "a", "Z", "0", "9", " ", ":", "#", "-", "\n", "\t", "'", "\"", "\\", "$", "{", "}",
            "${var:", "é", "😀", "\u2028", "\u0007", ",", "[", "no", "~", "!", "%", "=", ".");
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(random.nextInt(20) == 0 ? 300 : 8);
    for (int i = 0; i < length; i++) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }

  private static Declarations declared(String file) {
    return SmallRepository.oneTeam()
        .bytes(with().path(), file.getBytes(StandardCharsets.UTF_8))
        .resolve();
  }

  private static ConnectorConfig config(String file) {
    Declarations declared = declared(file);
    assertThat(declared.diagnostics()).noneMatch(Diagnostic::isError);
    assertThat(declared.connectors()).hasSize(1);
    DeclaredConnector connector = declared.connectors().get(0);
    assertThat(connector.adopt()).isTrue();
    assertThat(connector.state()).isEqualTo(DeclaredState.PAUSED);
    return connector.config();
  }

  private static ConnectorConfig expected(RunningConnector running) {
    ConnectorConfig config = ConnectorConfig.of(running.config());
    return config.without(Set.of("name")).without(running.leftOut());
  }
}
