package io.riparian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of attacks names tests that are there, and every test of an attack stands in it. */
class AttackDocsTest {
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (A\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final List<Class<? extends Annotation>> KINDS =
      List.of(Test.class, ParameterizedTest.class, TestFactory.class);

  /** What only a forge can show. */
  @Test
  void everyAttackIsShownByATest() throws IOException {
    Map<String, String> rows = rows();

    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 30).mapToObj(number -> "A" + number).toList());
    rows.forEach((attack, shown) -> assertThat(tests(shown)).as(attack).isNotEmpty());
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    for (Map.Entry<String, String> row : rows().entrySet()) {
      for (String test : tests(row.getValue())) {
        assertThat(method(test)).as(row.getKey() + ": " + test).isNotEmpty();
      }
    }
  }

  @Test
  void everyTestThatIsNumberedStandsAtItsAttack() throws IOException {
    Map<String, String> rows = rows();
    List<String> numbered = new ArrayList<>();
    for (Method method : type("BranchAttacksTest").getDeclaredMethods()) {
      DisplayName name = method.getAnnotation(DisplayName.class);
      if (name != null) {
        String attack = name.value().substring(0, name.value().indexOf(':'));
        numbered.add(attack);
        assertThat(tests(rows.getOrDefault(attack, "")))
            .contains("BranchAttacksTest." + method.getName());
      }
    }

    assertThat(numbered).hasSizeGreaterThan(10);
  }

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("docs/ownership.md")));
    while (row.find()) {
      rows.put(row.group(1), row.group(2));
    }
    return rows;
  }

  private static List<String> tests(String shown) {
    return NAMED
        .matcher(shown)
        .results()
        .map(found -> found.group(1) + "." + found.group(2))
        .toList();
  }

  private static List<String> method(String test) throws IOException {
    int dot = test.indexOf('.');
    return Arrays.stream(type(test.substring(0, dot)).getDeclaredMethods())
        .filter(method -> method.getName().equals(test.substring(dot + 1)))
        .filter(method -> KINDS.stream().anyMatch(method::isAnnotationPresent))
        .map(Method::getName)
        .toList();
  }

  private static Class<?> type(String simpleName) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> names =
          files
              .filter(file -> file.endsWith(simpleName + ".java"))
              .map(file -> SOURCES.relativize(file).toString().replace(".java", ""))
              .map(file -> file.replace('/', '.').replace('\\', '.'))
              .collect(Collectors.toList());
      assertThat(names).as(simpleName).hasSize(1);
      return Class.forName(names.get(0), false, AttackDocsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
