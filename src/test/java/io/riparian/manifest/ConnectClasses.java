package io.riparian.manifest;

import io.riparian.model.ConfigKey;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Connect's own classes, those of the sandbox's Kafka, in a class loader that none of ours is in.
 * Nothing of them runs but definitions of keys.
 */
final class ConnectClasses {
  private static final String RUNTIME = "org.apache.kafka.connect.runtime.";
  private static final Path SANDBOX =
      Path.of(System.getProperty("sandbox.build.dir", "target"), "sandbox");

  private final ClassLoader loader;

  /**
   * @param plugins directories beside Kafka's own
   */
  ConnectClasses(String... plugins) {
    List<URL> jars = new ArrayList<>(jars(SANDBOX.resolve("lib")));
    Stream.of(plugins).forEach(plugin -> jars.addAll(jars(SANDBOX.resolve(plugin))));
    loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static List<URL> jars(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<URL> jars = new ArrayList<>();
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        jars.add(jar.toUri().toURL());
      }
      return jars;
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The value of a constant that may well be nobody else's business. */
  String constant(String className, String name) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader); // Kafka looks there for its defaults.
    try {
      Field field = loader.loadClass(className).getDeclaredField(name);
      field.setAccessible(true);
      return String.valueOf(field.get(null));
    } catch (ReflectiveOperationException gone) {
      throw new LinkageError(className + "." + name + " is not there any more", gone);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** The values of all public constants of Connect's connector configurations that end so. */
  List<String> constantsEndingIn(String ending) {
    List<String> values = new ArrayList<>();
    for (String name : List.of("ConnectorConfig", "SourceConnectorConfig", "SinkConnectorConfig")) {
      for (Field field : load(RUNTIME + name).getFields()) {
        if (field.getName().endsWith(ending)) {
          values.add(constant(field.getDeclaringClass().getName(), field.getName()));
        }
      }
    }
    return values.stream().distinct().sorted().toList();
  }

  private Class<?> load(String className) {
    try {
      return loader.loadClass(className);
    } catch (ClassNotFoundException gone) {
      throw new LinkageError(className + " is not there any more", gone);
    }
  }

  /** What Connect adds to every source, or to every sink. */
  Definition definition(Plugin.Type type) {
    String name = type == Plugin.Type.SOURCE ? "SourceConnectorConfig" : "SinkConnectorConfig";
    return new Definition(call(load(RUNTIME + name), null, "configDef"), type);
  }

  private static Object call(
      Class<?> type, @Nullable Object target, String name, Object... values) {
    try {
      Class<?>[] types = Stream.of(values).map(value -> Map.class).toArray(Class<?>[]::new);
      return type.getMethod(name, types).invoke(target, values);
    } catch (ReflectiveOperationException changed) {
      throw new LinkageError(type + "." + name + " cannot be called any more", changed);
    }
  }

  /** A real {@code ConfigDef}. */
  static final class Definition {
    private final Object real;
    private final Plugin.Type type;

    Definition(Object real, Plugin.Type type) {
      this.real = real;
      this.type = type;
    }

    PluginConfigDef asOurs() {
      return new PluginConfigDef(
          new Plugin("io.example.Some", type, "1"), keys().stream().map(Key::asOurs).toList());
    }

    List<Key> keys() {
      Map<?, ?> keys = (Map<?, ?>) call(real.getClass(), real, "configKeys");
      return keys.values().stream().map(Key::new).toList();
    }

    /** Whether Connect finds nothing wrong with this key's value. */
    boolean takes(String key, String value) {
      Collection<?> found =
          (Collection<?>) call(real.getClass(), real, "validate", Map.of(key, value));
      return found.stream()
          .filter(one -> call(one.getClass(), one, "name").equals(key))
          .allMatch(one -> ((Collection<?>) call(one.getClass(), one, "errorMessages")).isEmpty());
    }
  }

  /** One key of a real {@code ConfigDef}. */
  record Key(Object real) {
    String name() {
      return String.valueOf(field("name"));
    }

    String validator() {
      return String.valueOf(field("validator"));
    }

    boolean isValidated() {
      return field("validator") != null;
    }

    ConfigKey asOurs() {
      boolean required = !Boolean.TRUE.equals(call(real.getClass(), real, "hasDefault"));
      Object byDefault = required ? null : field("defaultValue");
      return new ConfigKey(
          name(),
          ConfigKey.Type.valueOf(String.valueOf(field("type"))),
          required,
          byDefault == null || byDefault instanceof Collection ? "" : String.valueOf(byDefault),
          ConfigKey.Importance.LOW,
          "",
          "",
          -1,
          ConfigKey.Width.NONE,
          List.of());
    }

    private @Nullable Object field(String name) {
      try {
        return real.getClass().getField(name).get(real);
      } catch (ReflectiveOperationException changed) {
        throw new LinkageError("a ConfigKey has no " + name + " any more", changed);
      }
    }
  }
}
