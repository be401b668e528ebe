package io.riparian.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * One class that a Connect worker has installed, in one version. A worker may have several versions
 * of a class, and lists each.
 *
 * @param className fully qualified
 * @param version as the plugin says it; {@code undefined} when it says none
 */
public record Plugin(String className, Type type, String version) implements Comparable<Plugin> {
  private static final Comparator<Plugin> ORDER =
      Comparator.comparing(Plugin::type)
          .thenComparing(Plugin::className)
          .thenComparing(plugin -> new PluginVersion(plugin.version()))
          .thenComparing(Plugin::version);

  /** What a plugin is for. */
  public enum Type {
    SOURCE,
    SINK,
    CONVERTER,
    HEADER_CONVERTER,
    TRANSFORMATION,
    PREDICATE,
    /** One that this version does not know. */
    OTHER;

    /** Reads Connect's word, in lower case. */
    public static Type of(String word) {
      for (Type type : values()) {
        if (type.word().equals(word)) {
          return type;
        }
      }
      return OTHER;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Plugin {
    if (className.isBlank()) {
      throw new IllegalArgumentException("a plugin has a class");
    }
  }

  /** Whether a connector can be of this class. */
  public boolean isConnector() {
    return type == Type.SOURCE || type == Type.SINK;
  }

  /** Whether Connect takes this word for the class: its full name, or one of its aliases. */
  public boolean isCalled(String word) {
    String simple = simpleName();
    return word.equals(className)
        || word.equals(simple)
        || (isConnector() && simple.equals(word + "Connector"));
  }

  /** The class without its package. */
  public String simpleName() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  @Override
  public int compareTo(Plugin other) {
    return ORDER.compare(this, other);
  }
}
