package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
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
