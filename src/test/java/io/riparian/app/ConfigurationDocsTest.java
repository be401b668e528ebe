package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationDocsTest {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^### (riparian\\.\\S+)$(.*?)(?=^##|\\z)");

  private final SortedMap<String, Method> keys = keysOf(RiparianConfig.class, "riparian");
  private final SortedMap<String, String> sections = sections();

  @Test
  void everyKeyHasItsHeadingAndNoHeadingIsStale() {
    assertThat(sections.keySet()).containsExactlyElementsOf(keys.keySet());
  }

  @Test
  void everySectionGivesTheDefaultOfItsKeyAnExampleAndWhatAChangeDoes() {
    keys.forEach(
        (key, method) -> {
          String section = sections.getOrDefault(key, "");
          WithDefault given = method.getAnnotation(WithDefault.class);
          if (given != null) {
            assertThat(section).as(key).contains("**Default**: `" + given.value() + "`");
          } else {
            assertThat(section).as(key).containsPattern("\\*\\*(Default\\*\\*: no|Required)");
          }
          assertThat(section).as(key).contains("*Example*", "*When it changes*");
        });
  }

  private static SortedMap<String, String> sections() {
    try {
      Matcher section = SECTION.matcher(Files.readString(Path.of("docs/configuration.md")));
      SortedMap<String, String> found = new TreeMap<>();
      while (section.find()) {
        found.put(section.group(1).replace("\\<", "<"), section.group(2));
      }
      return found;
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }

  /**
   * Every leaf of a configuration interface, by its key; what has a free name is {@code <name>}.
   */
  private static SortedMap<String, Method> keysOf(Class<?> group, String prefix) {
    SortedMap<String, Method> found = new TreeMap<>();
    for (Method method : group.getDeclaredMethods()) {
      String key = prefix + "." + nameOf(method);
      Type type = method.getGenericReturnType();
      if (type instanceof ParameterizedType map && map.getRawType().equals(Map.class)) {
        found.putAll(keysOf((Class<?>) map.getActualTypeArguments()[1], key + ".<name>"));
      } else if (type instanceof Class<?> nested && isGroup(nested)) {
        found.putAll(keysOf(nested, key));
      } else {
        found.put(key, method);
      }
    }
    return found;
  }

  private static boolean isGroup(Class<?> type) {
    return type.isInterface() && type.getName().startsWith(RiparianConfig.class.getName() + "$");
  }

  private static String nameOf(Method method) {
    WithName given = method.getAnnotation(WithName.class);
    return given != null
        ? given.value()
        : method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
