package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.Definitions;
import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.ledger.InMemoryLedger;
import io.riparian.manifest.SmallRepository;
import io.riparian.model.Cluster;
import io.riparian.model.ConfigKey;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginCatalogueTest {
  private static final String FILE = Definitions.FILE_SOURCE.plugin().className();
  private static final Cluster SHARED = shared(SmallRepository.oneTeam());

  private final FakeConnect connect =
      new FakeConnect().having(Definitions.FILE_SOURCE).having(Definitions.INSERT_FIELD);
  private final InMemoryLedger ledger = new InMemoryLedger();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final PluginCatalogue catalogue =
      new PluginCatalogue(cluster -> connect, ledger, () -> now);

  private static Cluster shared(SmallRepository repository) {
    return Objects.requireNonNull(repository.resolve().clusters().get("shared"));
  }

  @Test
  void askersInARowCostTheWorkerOneCallOfEachKind() {
    for (int asked = 0; asked < 3; asked++) {
      assertThat(catalogue.definition(SHARED, FILE, "")).contains(Definitions.FILE_SOURCE);
    }

    assertThat(connect.reads()).isEqualTo(2);
    assertThat(connect.writes()).isZero();
    assertThat(connect.count(Operation.REJECTED_KEYS)).isZero();
  }

  @Test
  void theWorkerIsAskedAgainAfterAWhile() {
    catalogue.definition(SHARED, FILE, "");
    now = now.plus(PluginCatalogue.LIST_KEPT);
    catalogue.definition(SHARED, FILE, "");
    assertThat(connect.count(Operation.PLUGINS)).isEqualTo(2);
    assertThat(connect.count(Operation.CONFIG_DEF)).isEqualTo(1);

    now = now.plus(PluginCatalogue.DEFINITION_KEPT);
    catalogue.definition(SHARED, FILE, "");

    assertThat(connect.count(Operation.CONFIG_DEF)).isEqualTo(2);
  }

  @Test
  void aClassThatIsNotListedIsNotAskedFor() {
    assertThat(catalogue.definition(SHARED, "com.acme.Nope", "")).isEmpty();
    assertThat(catalogue.definition(SHARED, FILE, "0.1")).isEmpty();

    assertThat(connect.count(Operation.CONFIG_DEF)).isZero();
  }

  @Test
  void theNewestVersionCountsUnlessOneIsNamed() {
    PluginConfigDef old =
        new PluginConfigDef(new Plugin(FILE, Plugin.Type.SOURCE, "3.9.1"), List.of());
    connect.having(old);

    assertThat(catalogue.definition(SHARED, "FileStreamSource", ""))
        .contains(Definitions.FILE_SOURCE);
    assertThat(catalogue.definition(SHARED, "FileStreamSource", "3.9.1")).contains(old);
  }

  @Test
  void aFailureIsRememberedForAMomentAndNeverAsAnAnswer() {
    connect.failing(Operation.PLUGINS, 1, Kind.TIMED_OUT, Effect.NOT_DONE);
    assertThatThrownBy(() -> catalogue.plugins(SHARED)).isInstanceOf(ConnectFailure.class);
    assertThatThrownBy(() -> catalogue.plugins(SHARED)).isInstanceOf(ConnectFailure.class);
    assertThat(connect.count(Operation.PLUGINS)).isEqualTo(1);

    now = now.plus(PluginCatalogue.FAILURE_KEPT).plus(Duration.ofMillis(1));

    assertThat(catalogue.plugins(SHARED)).hasSize(2);
  }

  @Test
  void whatAClusterSaidOutlivesTheDaemonAndIsToldWithoutAskingIt() {
    catalogue.definition(SHARED, FILE, "");
    int asked = connect.reads();

    Installed remembered =
        new PluginCatalogue(cluster -> connect, ledger, () -> now).remembered(SHARED);

    assertThat(remembered.plugins()).hasSize(2);
    assertThat(remembered.definitions().apply(Definitions.FILE_SOURCE.plugin()))
        .contains(Definitions.FILE_SOURCE);
    assertThat(remembered.definitions().apply(Definitions.INSERT_FIELD.plugin())).isEmpty();
    assertThat(connect.reads()).isEqualTo(asked);
  }

  @Test
  void whatAClassTakesForPasswordsIsRememberedForGood() {
    PluginConfigDef vault =
        new PluginConfigDef(
            new Plugin("org.example.VaultSink", Plugin.Type.SINK, "1.0"),
            List.of(
                Definitions.key("open", ConfigKey.Type.STRING),
                Definitions.key("sesame", ConfigKey.Type.PASSWORD)));
    connect.having(vault);
    catalogue.definition(SHARED, "VaultSink", "");
    catalogue.definition(SHARED, FILE, "");
    ledger.notePlugins("shared", List.of());

    assertThat(ledger.passwordKeys())
        .isEqualTo(Map.of("shared", Map.of("org.example.VaultSink", Set.of("sesame"))));
  }

  @Test
  void aClusterWhoseFileChangedIsAskedAnew() {
    catalogue.plugins(SHARED);
    Cluster moved = shared(SmallRepository.oneTeam().cluster("shared", "other"));

    catalogue.plugins(moved);

    assertThat(connect.count(Operation.PLUGINS)).isEqualTo(2);
  }
}
