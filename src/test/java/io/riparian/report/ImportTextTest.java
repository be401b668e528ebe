package io.riparian.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.report.ImportReport.ConnectorFile;
import io.riparian.report.ImportReport.Left;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTextTest {
  private static final String DIRECTORY = "teams/orders/connectors/shared/";

  @Test
  void everyFileIsListedAndWhatIsLeftToDoBehindIt() {
    ImportReport report =
        new ImportReport(
            "shared",
            List.of(
                new ConnectorFile(
                    "orders-web", DIRECTORY + "orders-web.yaml", true, List.of(), List.of()),
                new ConnectorFile(
                    "orders-lake",
                    DIRECTORY + "orders-lake.yaml",
                    true,
                    List.of("database.password", "sasl.jaas.config"),
                    List.of("riparian.note")),
                new ConnectorFile(
                    "orders-old",
                    DIRECTORY + "orders-old.yaml",
                    false,
                    List.of("database.password"),
                    List.of())),
            List.of(new Left("handmade", "", "no grant covers this name")));

    assertThat(ImportText.of(report))
        .isEqualTo(
            """
              + teams/orders/connectors/shared/orders-web.yaml
              + teams/orders/connectors/shared/orders-lake.yaml
              = teams/orders/connectors/shared/orders-old.yaml stands already

            Fill in, from where the workers find their secrets:
              teams/orders/connectors/shared/orders-lake.yaml: database.password, sasl.jaas.config
              teams/orders/connectors/shared/orders-old.yaml: database.password

            Left out, because no file can hold these keys:
              teams/orders/connectors/shared/orders-lake.yaml: riparian.note

            Without a file:
              ! handmade: no grant covers this name

            Import from cluster shared: 2 written, 1 there already, 1 without a file, 2 to be filled in.
            """);
  }

  @Test
  void whatWentWithoutAnyRestSaysNothingOfARest() {
    ImportReport report =
        new ImportReport(
            "shared",
            List.of(
                new ConnectorFile(
                    "orders-web", DIRECTORY + "orders-web.yaml", true, List.of(), List.of())),
            List.of());

    assertThat(ImportText.of(report))
        .isEqualTo(
            """
              + teams/orders/connectors/shared/orders-web.yaml

            Import from cluster shared: 1 written, 0 there already, 0 without a file, 0 to be filled in.
            """);
  }

  @Test
  void whereNothingIsFoundOnlyTheCountIsTold() {
    assertThat(ImportText.of(new ImportReport("shared", List.of(), List.of())))
        .isEqualTo(
            "Import from cluster shared: 0 written, 0 there already, 0 without a file, 0 to be filled in.\n");
  }
}
