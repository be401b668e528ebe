package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import java.util.regex.Pattern;

/**
 * How many tasks a configuration allows. What is no number counts as one, Connect's own default.
 */
final class TaskNumber {
  private static final Pattern NUMBER = Pattern.compile("\\+?0*[1-9][0-9]{0,6}");

  private TaskNumber() {}

  static int of(ConnectorConfig config) {
    String said = config.get(ConnectorConfig.TASKS_MAX).orElse("").strip();
    return NUMBER.matcher(said).matches() ? Integer.parseInt(said) : 1;
  }
}
