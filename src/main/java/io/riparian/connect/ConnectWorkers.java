package io.riparian.connect;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.model.Access;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.Worker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Several workers of one cluster. It keeps to one of them until that one fails; a write goes to
 * another worker only when the first was never reached, because otherwise it may have happened.
 */
public final class ConnectWorkers implements ConnectCluster {
  private static final Set<Kind> ANOTHER_MAY_ANSWER =
      EnumSet.of(Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.WORKER_ERROR);
  private static final Set<Kind> ANOTHER_MAY_WRITE = EnumSet.of(Kind.UNREACHABLE);
  private static final Set<Kind> WORKER_IS_SUSPECT =
      EnumSet.of(Kind.UNREACHABLE, Kind.TIMED_OUT, Kind.OUTCOME_UNKNOWN);

  private final List<ConnectCluster> workers;
  private final AtomicInteger preferred = new AtomicInteger();

  /**
   * @param workers at least one, in the order to try them
   */
  public ConnectWorkers(List<? extends ConnectCluster> workers) {
    if (workers.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least one worker");
    }
    this.workers = List.copyOf(workers);
  }

  @Override
  public Worker worker() {
    return onOneWorker(ConnectCluster::worker);
  }

  @Override
  public Readiness readiness() {
    return onOneWorker(ConnectCluster::readiness);
  }

  @Override
  public SortedMap<String, ConnectorStatus> statuses() {
    return onOneWorker(ConnectCluster::statuses);
  }

  @Override
  public SortedMap<String, ObservedConnector> connectors() {
    return onOneWorker(ConnectCluster::connectors);
  }

  @Override
  public SortedMap<String, ObservedConnector> connectorsWithoutStatus() {
    return onOneWorker(ConnectCluster::connectorsWithoutStatus);
  }

  @Override
  public SortedSet<String> names() {
    return onOneWorker(ConnectCluster::names);
  }

  @Override
  public Optional<ObservedConnector> read(String name) {
    return onOneWorker(worker -> worker.read(name));
  }

  @Override
  public boolean isGone(String name) {
    return onOneWorker(worker -> worker.isGone(name));
  }

  @Override
  public Optional<String> offsets(String name) {
    return onOneWorker(worker -> worker.offsets(name));
  }

  @Override
  public List<Plugin> plugins() {
    return onOneWorker(ConnectCluster::plugins);
  }

  @Override
  public Optional<PluginConfigDef> configDef(Plugin plugin) {
    return onOneWorker(worker -> worker.configDef(plugin));
  }

  @Override
  public Access access() {
    return onOneWorker(ConnectCluster::access);
  }

  @Override
  public SortedSet<String> rejectedKeys(String name, ConnectorConfig config) {
    return firstToManage(ANOTHER_MAY_WRITE, worker -> worker.rejectedKeys(name, config));
  }

  @Override
  public ConnectorConfig create(String name, ConnectorConfig config, DeclaredState initial) {
    return firstToManage(ANOTHER_MAY_WRITE, worker -> worker.create(name, config, initial));
  }

  @Override
  public ConnectorConfig update(String name, ConnectorConfig config) {
    return firstToManage(ANOTHER_MAY_WRITE, worker -> worker.update(name, config));
  }

  @Override
  public void pause(String name) {
    write(worker -> worker.pause(name));
  }

  @Override
  public void resume(String name) {
    write(worker -> worker.resume(name));
  }

  @Override
  public void stop(String name) {
    write(worker -> worker.stop(name));
  }

  @Override
  public void restartFailed(String name) {
    write(worker -> worker.restartFailed(name));
  }

  @Override
  public void restart(String name) {
    write(worker -> worker.restart(name));
  }

  @Override
  public void delete(String name) {
    write(worker -> worker.delete(name));
  }

  private void write(Consumer<ConnectCluster> call) {
    firstToManage(
        ANOTHER_MAY_WRITE,
        worker -> {
          call.accept(worker);
          return worker;
        });
  }

  @Override
  public <T> T onOneWorker(Function<ConnectCluster, T> look) {
    return firstToManage(ANOTHER_MAY_ANSWER, look);
  }

  private <T> T firstToManage(Set<Kind> goOnAfter, Function<ConnectCluster, T> call) {
    int first = preferred.get();
    for (int tried = 0; ; tried++) {
      int turn = (first + tried) % workers.size();
      try {
        return call.apply(workers.get(turn));
      } catch (ConnectFailure failure) {
        if (WORKER_IS_SUSPECT.contains(failure.kind())) {
          preferred.compareAndSet(turn, (turn + 1) % workers.size());
        }
        if (!goOnAfter.contains(failure.kind()) || tried == workers.size() - 1) {
          throw failure;
        }
      }
    }
  }

  @Override
  public List<ConnectCluster> workers() {
    int first = preferred.get();
    List<ConnectCluster> ordered = new ArrayList<>(workers.subList(first, workers.size()));
    ordered.addAll(workers.subList(0, first));
    return ordered;
  }

  @Override
  public void close() {
    workers.forEach(ConnectCluster::close);
  }

  @Override
  public String toString() {
    return workers.toString();
  }
}
