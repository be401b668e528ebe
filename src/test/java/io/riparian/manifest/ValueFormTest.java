package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.connect.Definitions;
import io.riparian.model.ConfigKey;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {

  @ParameterizedTest
  @CsvSource({
    "exactly.once.support, requested, Required, true",
    "exactly.once.support, requested, ' REQUIRED ', true",
    "exactly.once.support, requested, requird, false",
    "exactly.once.support, a plugin's own, anything, true",
    "transaction.boundary, poll, CONNECTOR, true",
    "transaction.boundary, poll, never, false",
    "errors.tolerance, none, all, true",
    "errors.tolerance, none, All, false",
    "config.action.reload, restart, none, true",
    "config.action.reload, restart, NONE, false"
  })
  void connectsOwnWordsAreTakenAsConnectTakesThem(
      String name, String byDefault, String value, boolean taken) {
    ConfigKey key =
        Definitions.key(
            name, ConfigKey.Type.STRING, false, byDefault, ConfigKey.Importance.LOW, "", "");

    assertThat(ValueForm.takes(key, value)).isEqualTo(taken);
    assertThat(
            SchemaCheck.of(JsonSchema.object(Map.of("a", ValueForm.schema(key))))
                .problems("a: '" + value.strip() + "'")
                .isEmpty())
        .isEqualTo(taken);
  }
}
