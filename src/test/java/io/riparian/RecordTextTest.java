package io.riparian;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.riparian.forge.ForgeRepository;
import io.riparian.model.MarkKeys;
import io.riparian.repo.GitCredentials;
import io.riparian.repo.GitSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No record tells in its text what may be a secret. Each is made with a canary in every text that
 * it can hold, however deep, but for those of which somebody has said why they may be told.
 */
class RecordTextTest {
  private static final String CANARY = "canary-in-a-record-2c9b";
  private static final String TOLD = "/record-texts.txt";

  /** What a component of such a name holds, in whichever record it stands. */
  private static final Set<String> NAMES =
      Set.of(
          ("cluster clusters team teams connector connectors unit units group groups owner owners"
                  + " worker workers workerId kafkaClusterId kafkaClusterIds className path file"
                  + " rule revision digest digests version actor id key keys kind type state"
                  + " severity cause result sync health mode trigger cycle approval at since until")
              .split(" "));

  private final SortedSet<String> told = told();
  private final Specimens specimens =
      new Specimens(
          (record, component) -> isTold(record, component) ? "x" : CANARY,
          Map.of(
              ForgeRepository.class,
              new ForgeRepository("x/x", "main"),
              MarkKeys.class,
              new MarkKeys("x", List.of(CANARY)),
              GitSource.class,
              new GitSource(
                  "https://git.example/x",
                  "refs/heads/main",
                  new GitCredentials.Token(CANARY),
                  Duration.ofSeconds(1))));

  @Test
  void noRecordTellsWhatMayBeASecret() {
    SortedSet<String> telling = new TreeSet<>();
    for (Class<?> record : records()) {
      if (specimens.record(record).toString().contains(CANARY)) {
        telling.add(named(record));
      }
    }

    assertThat(telling)
        .as("give it a toString that holds names only, or say in %s why it may tell", TOLD)
        .isEmpty();
  }

  @Test
  void whatMayBeToldIsThere() {
    SortedSet<String> there =
        records().stream()
            .flatMap(
                record ->
                    Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(component -> named(record) + "." + component))
            .collect(toCollection(TreeSet::new));

    assertThat(there).hasSizeGreaterThan(1_000).containsAll(told);
  }

  private boolean isTold(Class<?> record, String component) {
    return NAMES.contains(component) || told.contains(named(record) + "." + component);
  }

  private static List<Class<?>> records() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.riparian")
            .stream()
            .filter(JavaClass::isRecord)
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  private static String named(Class<?> type) {
    return type.getName().substring("io.riparian.".length());
  }

  /** A record, a colon, and its components, a line each. */
  private static SortedSet<String> told() {
    try (InputStream file =
        Objects.requireNonNull(RecordTextTest.class.getResourceAsStream(TOLD))) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(": ", 2))
          .flatMap(line -> Stream.of(line[1].split(" ")).map(name -> line[0] + "." + name))
          .collect(toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
