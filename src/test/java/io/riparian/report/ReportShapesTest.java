package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reports as they are answered and stored. */
class ReportShapesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Class<?>> reports() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.riparian.report")
            .stream()
            .filter(JavaClass::isRecord)
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  /** Scripts read it: what is here stays, or {@link PlanReport#SCHEMA} gets another number. */
  @Test
  void aPlanInJsonIsStable() throws IOException {
    assertThat(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Samples.plan("x")) + "\n")
        .isEqualTo(Files.readString(Path.of("src/test/resources/report/plan.json")));
  }

  /** The same for {@link RequestReport#SCHEMA}; and what a daemon answers a command can read. */
  @Test
  void aRequestInJsonIsStable() throws IOException {
    String json =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Samples.request("x")) + "\n";

    assertThat(json).isEqualTo(Files.readString(Path.of("src/test/resources/report/request.json")));
    assertThat(JSON.readValue(json, RequestReport.class)).isEqualTo(Samples.request("x"));
  }

  /** A public {@code isError()} would stand in every answer as {@code error}. */
  @ParameterizedTest
  @MethodSource("reports")
  void aReportIsAnsweredAsItsComponentsAndNothingElse(Class<?> report) {
    assertThat(
            JSON
                .getSerializationConfig()
                .introspect(JSON.constructType(report))
                .findProperties()
                .stream()
                .filter(BeanPropertyDefinition::couldSerialize)
                .map(BeanPropertyDefinition::getName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(report.getRecordComponents()).map(RecordComponent::getName).toList());
  }
}
