package io.riparian.repo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSettingsTest {
  private static StoredConfig account() throws IOException, ConfigInvalidException {
    OwnSettings.install();
    return SystemReader.getInstance().getUserConfig();
  }

  /** JGit would measure it, with files that it writes where it only has to read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION,
        ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD
      })
  void howExactTimesAreIsKnownOfAnyFileSystem(String key)
      throws IOException, ConfigInvalidException {
    assertThat(
            account()
                .getTimeUnit(
                    ConfigConstants.CONFIG_FILESYSTEM_SECTION, "any|/dev/any", key, -1, SECONDS))
        .isEqualTo(2);
  }

  @Test
  void nothingOfTheAccountsIsThere() throws IOException, ConfigInvalidException {
    assertThat(account().getSections()).isEmpty();
    assertThat(account().getString("user", null, "name")).isNull();
  }
}
