package io.riparian.connect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.riparian.connect.ConnectCluster.Readiness;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.RunState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds of every {@link ConnectCluster}, the fake as well as the real one, so that the fake
 * can be trusted everywhere else. The cluster may have other connectors; this one's is called
 * {@link #NAME}.
 */
abstract class ConnectClusterContract {
  private static final String NAME = "contract.orders-source";
  private static final String UNKNOWN = "contract.unknown";
  private static final int PATIENCE_SECONDS = 60;

  /** A worker of 4.x with {@code FileStreamSource}, and without {@code com.acme.Nope}. */
  abstract ConnectCluster cluster();

  private static ConnectorConfig config() {
    return ConnectorConfig.of(
        Map.of(
            ConnectorConfig.CLASS,
            "org.apache.kafka.connect.file.FileStreamSourceConnector",
            ConnectorConfig.TASKS_MAX,
            "1",
            "file",
            "/does/not/exist",
            "topic",
            "orders",
            "riparian.mark",
            "v1:any",
            "empty",
            ""));
  }

  @AfterEach
  void leaveNothingBehind() {
    retrying(() -> cluster().delete(NAME));
    eventually(() -> cluster().isGone(NAME) && !cluster().names().contains(NAME));
    done();
  }

  /** The cluster is not needed any more. */
  void done() {
    cluster().close();
  }

  private void create(DeclaredState state) {
    retrying(() -> cluster().create(NAME, config(), state));
    eventually(() -> cluster().connectors().containsKey(NAME));
  }

  /** Connect asks to be called again while a rebalance is on. */
  private static void retrying(Runnable call) {
    eventually(
        () -> {
          try {
            call.run();
            return true;
          } catch (ConnectFailure failure) {
            if (failure.kind() != Kind.REBALANCING) {
              throw failure;
            }
            return false;
          }
        });
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("still not so after " + PATIENCE_SECONDS + " s")
          .isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  private void eventuallyIs(RunState state) {
    eventually(
        () -> state == cluster().statuses().getOrDefault(NAME, ConnectorStatus.NONE).state());
  }

  private ObservedConnector listed() {
    return requireNonNull(cluster().connectors().get(NAME));
  }

  private static void fails(Kind kind, Runnable call) {
    assertThatExceptionOfType(ConnectFailure.class)
        .isThrownBy(() -> retrying(call))
        .withNoCause()
        .extracting(ConnectFailure::kind)
        .isEqualTo(kind);
  }

  @Test
  void theWorkerSaysWhoItIsAndThatItIsReady() {
    assertThat(cluster().worker().isAtLeast(4, 0)).isTrue();
    assertThat(cluster().worker().kafkaClusterId()).isNotBlank();
    assertThat(cluster().readiness()).isEqualTo(Readiness.READY);
  }

  @Test
  void whatIsCreatedIsStoredAsSentWithItsName() {
    ConnectorConfig stored = cluster().create(NAME, config(), DeclaredState.UNMANAGED);

    ConnectorConfig named = config().with(ConnectorConfig.NAME, NAME);
    assertThat(stored.entries()).isEqualTo(named.entries());
    retrying(
        () ->
            assertThat(cluster().read(NAME))
                .hasValueSatisfying(
                    read -> {
                      assertThat(read.config().entries()).isEqualTo(named.entries());
                      assertThat(read.type()).isEqualTo("source");
                    }));
  }

  @Test
  void everyListKnowsWhatWasCreated() {
    create(DeclaredState.RUNNING);

    assertThat(cluster().names()).contains(NAME);
    assertThat(cluster().statuses()).containsKey(NAME);
    ObservedConnector unasked = requireNonNull(cluster().connectorsWithoutStatus().get(NAME));
    assertThat(unasked.status()).isEqualTo(ConnectorStatus.NONE);
    assertThat(unasked.config().entries()).containsEntry("riparian.mark", "v1:any");
    eventually(() -> listed().status().tasks().size() == 1);
    assertThat(listed().config().entries()).containsEntry("empty", "");
  }

  @Test
  void whatExistsIsNeverCreatedAgain() {
    create(DeclaredState.RUNNING);

    fails(
        Kind.CONFLICT,
        () -> cluster().create(NAME, config().with("topic", "other"), DeclaredState.RUNNING));
    retrying(
        () ->
            assertThat(cluster().read(NAME).orElseThrow().config().entries())
                .containsEntry("topic", "orders"));
  }

  @Test
  void aConnectorIsBornInTheDeclaredState() {
    create(DeclaredState.PAUSED);
    eventuallyIs(RunState.PAUSED);
  }

  @Test
  void aConnectorIsBornStopped() {
    create(DeclaredState.STOPPED);
    eventuallyIs(RunState.STOPPED);
  }

  @Test
  void pauseStopAndResumeChangeTheState() {
    create(DeclaredState.RUNNING);
    eventuallyIs(RunState.RUNNING);

    cluster().pause(NAME);
    eventuallyIs(RunState.PAUSED);
    retrying(() -> cluster().stop(NAME));
    eventuallyIs(RunState.STOPPED);
    cluster().resume(NAME);
    eventuallyIs(RunState.RUNNING);
  }

  @Test
  void anUpdateReplacesTheConfigurationAndKeepsTheState() {
    create(DeclaredState.STOPPED);
    eventuallyIs(RunState.STOPPED);

    ConnectorConfig next = config().with("topic", "orders-v2").without(Set.of("empty"));
    ConnectorConfig stored = cluster().update(NAME, next);

    assertThat(stored.entries()).isEqualTo(next.with(ConnectorConfig.NAME, NAME).entries());
    eventuallyIs(RunState.STOPPED);
  }

  @Test
  void anUpdateOfWhatIsNotThereCreatesIt() {
    cluster().update(NAME, config());

    eventually(() -> cluster().connectors().containsKey(NAME));
    eventuallyIs(RunState.RUNNING);
  }

  @Test
  void restartingWhatHasNotFailedLeavesItRunning() {
    create(DeclaredState.RUNNING);
    eventuallyIs(RunState.RUNNING);

    retrying(() -> cluster().restartFailed(NAME));

    eventuallyIs(RunState.RUNNING);
  }

  @Test
  void aRestartLeavesTheStateAsItWas() {
    create(DeclaredState.RUNNING);
    eventuallyIs(RunState.RUNNING);
    retrying(() -> cluster().restart(NAME));
    eventuallyIs(RunState.RUNNING);

    retrying(() -> cluster().pause(NAME));
    eventuallyIs(RunState.PAUSED);
    retrying(() -> cluster().restart(NAME));
    eventuallyIs(RunState.PAUSED);
  }

  @Test
  void whatIsDeletedIsGoneAfterAWhile() {
    create(DeclaredState.RUNNING);
    assertThat(cluster().isGone(NAME)).isFalse();

    retrying(() -> cluster().delete(NAME));

    eventually(() -> cluster().isGone(NAME));
    eventually(() -> !cluster().names().contains(NAME));
    assertThat(cluster().connectors()).doesNotContainKey(NAME);
    retrying(() -> assertThat(cluster().read(NAME)).isEmpty());
  }

  @Test
  void deletingWhatIsGoneIsNoFailure() {
    retrying(() -> cluster().delete(UNKNOWN));

    retrying(() -> assertThat(cluster().read(UNKNOWN)).isEmpty());
    assertThat(cluster().isGone(UNKNOWN)).isTrue();
  }

  @Test
  void nothingElseCanBeDoneToWhatIsNotThere() {
    fails(Kind.NOT_FOUND, () -> cluster().pause(UNKNOWN));
    fails(Kind.NOT_FOUND, () -> cluster().resume(UNKNOWN));
    fails(Kind.NOT_FOUND, () -> cluster().stop(UNKNOWN));
    fails(Kind.NOT_FOUND, () -> cluster().restartFailed(UNKNOWN));
    fails(Kind.NOT_FOUND, () -> cluster().restart(UNKNOWN));
  }

  @Test
  void anInvalidConfigurationIsRefusedAndChangesNothing() {
    ConnectorConfig invalid = config().with(ConnectorConfig.TASKS_MAX, "zero");

    fails(Kind.REFUSED, () -> cluster().create(NAME, invalid, DeclaredState.RUNNING));
    assertThat(cluster().names()).doesNotContain(NAME);

    create(DeclaredState.STOPPED);
    fails(Kind.REFUSED, () -> cluster().update(NAME, invalid));
    retrying(
        () ->
            assertThat(cluster().read(NAME).orElseThrow().config().entries())
                .containsEntry(ConnectorConfig.TASKS_MAX, "1"));
  }

  @Test
  void validationNamesTheKeysAndCreatesNothing() {
    ConnectorConfig invalid = config().with(ConnectorConfig.TASKS_MAX, "zero");

    assertThat(cluster().rejectedKeys(NAME, config())).isEmpty();
    assertThat(cluster().rejectedKeys(NAME, invalid)).containsExactly(ConnectorConfig.TASKS_MAX);
    assertThat(cluster().names()).doesNotContain(NAME);
  }

  @Test
  void aClassThatIsNotInstalledIsTheConfigurationsFault() {
    ConnectorConfig nope = config().with(ConnectorConfig.CLASS, "com.acme.Nope");

    assertThat(cluster().rejectedKeys(NAME, nope)).containsExactly(ConnectorConfig.CLASS);
    fails(Kind.REFUSED, () -> cluster().create(NAME, nope, DeclaredState.RUNNING));
  }

  @Test
  void whatIsInstalledIsListedWithWhatItIsFor() {
    assertThat(cluster().plugins())
        .isSorted()
        .doesNotHaveDuplicates()
        .contains(source())
        .anyMatch(plugin -> plugin.type() == Plugin.Type.TRANSFORMATION)
        .allMatch(plugin -> plugin.type() != Plugin.Type.OTHER);
  }

  @Test
  void aWorkerAsItComesLetsEverybodyInEverywhere() {
    assertThat(cluster().access())
        .isEqualTo(new Access(Entry.OPEN, Entry.OPEN, Entry.OPEN, Entry.OPEN));
  }

  /** The one connector that every worker here has. */
  private Plugin source() {
    return cluster().plugins().stream()
        .filter(plugin -> plugin.isCalled("FileStreamSource"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDefinitionTellsThePluginsKeysAndConnectsOwn() {
    PluginConfigDef definition = cluster().configDef(source()).orElseThrow();

    assertThat(definition.plugin()).isEqualTo(source());
    assertThat(definition.key("topic").orElseThrow())
        .returns(true, ConfigKey::required)
        .returns(ConfigKey.Type.STRING, ConfigKey::type)
        .returns(ConfigKey.Importance.HIGH, ConfigKey::importance)
        .returns("", ConfigKey::defaultValue);
    assertThat(definition.key("batch.size").orElseThrow())
        .returns(false, ConfigKey::required)
        .returns(ConfigKey.Type.INT, ConfigKey::type)
        .returns("2000", ConfigKey::defaultValue);
    assertThat(definition.key("tasks.max").orElseThrow())
        .returns("Common", ConfigKey::group)
        .returns("1", ConfigKey::defaultValue);
  }

  @Test
  void whatIsNotInstalledHasNoDefinition() {
    for (String className : List.of("com.acme.Nope", "no class at all/")) {
      Plugin nope = new Plugin(className, Plugin.Type.SOURCE, "");
      assertThat(cluster().configDef(nope)).as(className).isEmpty();
    }
  }

  @Test
  void offsetsThatDoNotChangeAreToldAsTheSame() {
    create(DeclaredState.RUNNING);
    eventuallyIs(RunState.RUNNING);

    String told = cluster().offsets(NAME).orElseThrow();

    assertThat(told).isNotBlank();
    assertThat(cluster().offsets(NAME)).hasValue(told);
  }

  @Test
  void whatIsNotThereHasNoOffsets() {
    retrying(() -> assertThat(cluster().offsets(UNKNOWN)).isEmpty());
  }

  @Test
  void everyWorkerAnswersByItself() {
    assertThat(cluster().workers())
        .isNotEmpty()
        .allSatisfy(worker -> assertThat(worker.names()).isEqualTo(cluster().names()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a;b", "a b", "a%b", "", ".", "..", "{}", "ä"})
  void aNameThatRestCannotAddressNeverReachesAWorker(String name) {
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> cluster().read(name),
          () -> cluster().isGone(name),
          () -> cluster().offsets(name),
          () -> cluster().rejectedKeys(name, config()),
          () -> cluster().create(name, config(), DeclaredState.RUNNING),
          () -> cluster().update(name, config()),
          () -> cluster().pause(name),
          () -> cluster().resume(name),
          () -> cluster().stop(name),
          () -> cluster().restartFailed(name),
          () -> cluster().restart(name),
          () -> cluster().delete(name)
        }) {
      assertThatIllegalArgumentException().isThrownBy(call);
    }
  }
}
