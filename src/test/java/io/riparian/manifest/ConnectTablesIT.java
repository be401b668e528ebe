package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What we say of Connect's own keys by heart, held to Connect's own classes. */
class ConnectTablesIT {
  private static final ConnectClasses CONNECT = new ConnectClasses();
  private static final String RUNTIME = "org.apache.kafka.connect.runtime.";

  /** How a validator that takes a few words only describes itself. */
  private static final Pattern WORDS = Pattern.compile("(\\(case insensitive\\) )?\\[(.+)]");

  private static final List<String> VALUES =
      List.of(
          "true",
          " TRUE ",
          "yes",
          "1",
          "+1",
          " -1\t",
          "1.5",
          ".5",
          "1e3",
          "1f",
          "1_000",
          "0x10",
          "NaN",
          "Infinity",
          "32768",
          "-32768",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "none",
          "None",
          "all",
          " all",
          "ALL ",
          "restart",
          "requested",
          "Required",
          "REQUIRED ",
          "poll",
          "INTERVAL",
          "connector",
          "latest",
          "a,b",
          "a b");

  @ParameterizedTest
  @EnumSource(
      value = Plugin.Type.class,
      names = {"SOURCE", "SINK"})
  void theKeysThatTakeAFewWordsAreAllKnownWithTheirWords(Plugin.Type type) {
    Map<String, List<String>> theirs = new TreeMap<>();
    Map<String, List<String>> ours = new TreeMap<>();
    for (ConnectClasses.Key key : CONNECT.definition(type).keys()) {
      Matcher words = WORDS.matcher(key.validator());
      if (words.matches() && !words.group(2).contains("...")) {
        theirs.put(
            key.name(),
            Pattern.compile(", ")
                .splitAsStream(words.group(2).toLowerCase(Locale.ROOT))
                .sorted()
                .toList());
      }
      List<String> choices = ValueForm.choices(key.asOurs()).stream().sorted().toList();
      if (!choices.isEmpty()) {
        ours.put(key.name(), choices);
      }
    }

    assertThat(ours).isNotEmpty().isEqualTo(theirs);
  }

  @ParameterizedTest
  @EnumSource(
      value = Plugin.Type.class,
      names = {"SOURCE", "SINK"})
  void aValueIsTakenWhereConnectTakesIt(Plugin.Type type) {
    ConnectClasses.Definition real = CONNECT.definition(type);
    for (ConnectClasses.Key each : real.keys()) {
      ConfigKey key = each.asOurs();
      if (key.type() == ConfigKey.Type.CLASS) {
        continue; // Connect would look for the class.
      }
      boolean weKnowAll = !each.isValidated() || !ValueForm.choices(key).isEmpty();
      for (String value : VALUES) {
        boolean taken = real.takes(key.name(), value);
        if (taken || weKnowAll) {
          assertThat(ValueForm.takes(key, value))
              .as("%s of %s: '%s'", key.name(), type, value)
              .isEqualTo(taken);
        }
      }
    }
  }

  @Test
  void whatStandsBelowAPrefixOfConnectsIsKnown() {
    PluginConfigDef source = CONNECT.definition(Plugin.Type.SOURCE).asOurs();
    PluginConfigDef sink = CONNECT.definition(Plugin.Type.SINK).asOurs();

    assertThat(CONNECT.constantsEndingIn("_PREFIX"))
        .containsExactly(
            "admin.override.",
            "consumer.override.",
            // All keys below it are defined.
            "errors.deadletterqueue.",
            "predicates.",
            "producer.override.",
            "topic.creation.")
        .filteredOn(prefix -> !prefix.startsWith("errors."))
        .allMatch(prefix -> PassThrough.takes(source, prefix + "alias.key"))
        .filteredOn(prefix -> !prefix.startsWith("topic."))
        .allMatch(prefix -> PassThrough.takes(sink, prefix + "alias.key"));
    assertThat(sink.keys())
        .filteredOn(key -> key.name().startsWith("errors.deadletterqueue."))
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "ConnectorConfig, TRANSFORMS_CONFIG",
    "ConnectorConfig, PREDICATES_CONFIG",
    "ConnectorConfig, KEY_CONVERTER_CLASS_CONFIG",
    "ConnectorConfig, VALUE_CONVERTER_CLASS_CONFIG",
    "ConnectorConfig, HEADER_CONVERTER_CLASS_CONFIG"
  })
  void whatIsNamedThereHasKeysBelowIt(String className, String constant) {
    String key = CONNECT.constant(RUNTIME + className, constant) + ".some.key";

    for (Plugin.Type type : List.of(Plugin.Type.SOURCE, Plugin.Type.SINK)) {
      PluginConfigDef bare = new PluginConfigDef(new Plugin("io.example.A", type, "1"), List.of());
      assertThat(PassThrough.takes(bare, key)).isTrue();
    }
  }

  @Test
  void theKeysThatHaveAFieldAreConnectsOwn() {
    assertThat(
            List.of(
                CONNECT.constant(RUNTIME + "ConnectorConfig", "NAME_CONFIG"),
                CONNECT.constant(RUNTIME + "ConnectorConfig", "CONNECTOR_CLASS_CONFIG"),
                CONNECT.constant(RUNTIME + "ConnectorConfig", "TASKS_MAX_CONFIG"),
                CONNECT.constant(RUNTIME + "ConnectorConfig", "CONNECTOR_VERSION")))
        .containsExactly(
            ConnectorConfig.NAME,
            ConnectorConfig.CLASS,
            ConnectorConfig.TASKS_MAX,
            ConnectorConfig.PLUGIN_VERSION);
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE_CLUSTER_PREFIX, ''",
    "TARGET_CLUSTER_PREFIX, ''",
    "PRODUCER_CLIENT_PREFIX, ''",
    "CONSUMER_CLIENT_PREFIX, ''",
    "ADMIN_CLIENT_PREFIX, ''",
    "SOURCE_PREFIX, PRODUCER_CLIENT_PREFIX",
    "SOURCE_PREFIX, CONSUMER_CLIENT_PREFIX",
    "SOURCE_PREFIX, ADMIN_CLIENT_PREFIX",
    "TARGET_PREFIX, PRODUCER_CLIENT_PREFIX",
    "TARGET_PREFIX, CONSUMER_CLIENT_PREFIX",
    "TARGET_PREFIX, ADMIN_CLIENT_PREFIX"
  })
  void whatMirrorMakerHandsToItsClientsIsKnown(String first, String second) {
    ConnectClasses mirror = new ConnectClasses("never-run/connect-mirror");
    String config = "org.apache.kafka.connect.mirror.MirrorConnectorConfig";
    String prefix =
        mirror.constant(config, first) + (second.isEmpty() ? "" : mirror.constant(config, second));

    assertThat(
            PassThrough.takes(
                none("org.apache.kafka.connect.mirror.MirrorSourceConnector"),
                prefix + "linger.ms"))
        .as(prefix)
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "io.debezium.config.ConfigurationNames, DRIVER_CONFIG_PREFIX, ''",
    "io.debezium.relational.history.SchemaHistory, CONFIGURATION_FIELD_PREFIX_STRING, ''",
    "io.debezium.config.CommonConnectorConfig, NOTIFICATION_CONFIGURATION_FIELD_PREFIX_STRING, ''",
    "io.debezium.relational.RelationalDatabaseConnectorConfig,"
        + " SNAPSHOT_SELECT_STATEMENT_OVERRIDES_BY_TABLE, ."
  })
  void whatDebeziumReadsBelowItsPrefixesIsKnown(String className, String constant, String end) {
    ConnectClasses debezium = new ConnectClasses("more-plugins/debezium-postgres");
    String prefix = debezium.constant(className, constant) + end;

    assertThat(
            PassThrough.takes(
                none("io.debezium.connector.postgresql.PostgresConnector"), prefix + "a"))
        .as(prefix)
        .isTrue();
  }

  private static PluginConfigDef none(String className) {
    return new PluginConfigDef(new Plugin(className, Plugin.Type.SOURCE, "1"), List.of());
  }
}
