package io.riparian.model;

import java.util.List;

/**
 * One key of a plugin's ConfigDef, as a worker describes it. It describes a key and holds nobody's
 * value.
 *
 * @param defaultValue empty text when there is none, and always for a password
 * @param group what the plugin's author sorted it under; empty text when it is in no group
 * @param order its place in the group; what has none is -1
 * @param recommended the values to choose from; empty when anything goes, and when the worker does
 *     not say: Connect tells them in a validation only, which runs the connector's code
 */
public record ConfigKey(
    String name,
    Type type,
    boolean required,
    String defaultValue,
    Importance importance,
    String documentation,
    String group,
    int order,
    Width width,
    List<String> recommended) {

  /** What a value has to look like. */
  public enum Type {
    BOOLEAN,
    STRING,
    INT,
    SHORT,
    LONG,
    DOUBLE,
    /** Texts with commas between them. */
    LIST,
    CLASS,
    PASSWORD
  }

  /** How much the plugin's author wants it to be seen. */
  public enum Importance {
    HIGH,
    MEDIUM,
    LOW
  }

  /** How long a value usually is. */
  public enum Width {
    NONE,
    SHORT,
    MEDIUM,
    LONG
  }

  public ConfigKey {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a key has a name");
    }
    if (required && !defaultValue.isEmpty()) {
      throw new IllegalArgumentException("a key that has a default is not required: " + name);
    }
    defaultValue = type == Type.PASSWORD ? "" : defaultValue;
    recommended = List.copyOf(recommended);
  }

  /** Whether its name stands for many: some plugins describe such keys by a regular expression. */
  public boolean isPattern() {
    return name.indexOf('(') >= 0 || name.indexOf('*') >= 0;
  }
}
