package io.riparian.connect;

import io.riparian.model.ConfigKey;
import io.riparian.model.ConfigKey.Importance;
import io.riparian.model.ConfigKey.Width;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.util.List;

/** What a worker says of two plugins that it always has, shortened. */
public final class Definitions {
  public static final PluginConfigDef FILE_SOURCE =
      new PluginConfigDef(
          new Plugin(
              "org.apache.kafka.connect.file.FileStreamSourceConnector",
              Plugin.Type.SOURCE,
              "4.3.1"),
          List.of(
              key(
                  "file",
                  ConfigKey.Type.STRING,
                  false,
                  "",
                  Importance.HIGH,
                  "",
                  "Source filename."),
              key(
                  "topic",
                  ConfigKey.Type.STRING,
                  true,
                  "",
                  Importance.HIGH,
                  "",
                  "Where to publish."),
              key(
                  "batch.size",
                  ConfigKey.Type.INT,
                  false,
                  "2000",
                  Importance.LOW,
                  "",
                  "Records per poll."),
              key("name", ConfigKey.Type.STRING, true, "", Importance.HIGH, "Common", "The name."),
              key(
                  "connector.class",
                  ConfigKey.Type.STRING,
                  true,
                  "",
                  Importance.HIGH,
                  "Common",
                  "A class."),
              key(
                  "tasks.max",
                  ConfigKey.Type.INT,
                  false,
                  "1",
                  Importance.HIGH,
                  "Common",
                  "Most tasks."),
              key(
                  "transforms",
                  ConfigKey.Type.LIST,
                  false,
                  "",
                  Importance.LOW,
                  "Transforms",
                  "Aliases."),
              key(
                  "errors.tolerance",
                  ConfigKey.Type.STRING,
                  false,
                  "none",
                  Importance.MEDIUM,
                  "Error Handling",
                  "'none' is the default; 'all' skips over problematic records."),
              key(
                  "errors.log.enable",
                  ConfigKey.Type.BOOLEAN,
                  false,
                  "false",
                  Importance.MEDIUM,
                  "Error Handling",
                  "Whether to log.")));

  public static final PluginConfigDef INSERT_FIELD =
      new PluginConfigDef(
          new Plugin(
              "org.apache.kafka.connect.transforms.InsertField$Value",
              Plugin.Type.TRANSFORMATION,
              "4.3.1"),
          List.of(
              key(
                  "static.field",
                  ConfigKey.Type.STRING,
                  false,
                  "",
                  Importance.MEDIUM,
                  "",
                  "A field.")));

  private Definitions() {}

  /** A key of which nothing matters but its type. */
  public static ConfigKey key(String name, ConfigKey.Type type) {
    return key(name, type, false, "", Importance.MEDIUM, "", "");
  }

  /** A key without an order, as most plugins have them. */
  public static ConfigKey key(
      String name,
      ConfigKey.Type type,
      boolean required,
      String defaultValue,
      Importance importance,
      String group,
      String documentation) {
    return new ConfigKey(
        name,
        type,
        required,
        defaultValue,
        importance,
        documentation,
        group,
        -1,
        Width.NONE,
        List.of());
  }
}
