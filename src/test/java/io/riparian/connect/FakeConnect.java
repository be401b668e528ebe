package io.riparian.connect;

import static java.util.stream.Collectors.toCollection;

import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.model.Access;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ConnectorStatus.TaskStatus;
import io.riparian.model.DeclaredState;
import io.riparian.model.Names;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.RunState;
import io.riparian.model.Worker;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A Connect worker in memory. It passes the same contract as the real client against a real worker,
 * counts what it is asked, and fails on demand.
 */
public final class FakeConnect implements ConnectCluster {
  /** What a distribution that hides passwords answers instead of one. */
  public static final String MASK = "••••";

  /** Every kind of call, to be counted and to be failed. */
  public enum Operation {
    WORKER(false),
    READINESS(false),
    STATUSES(false),
    CONNECTORS(false),
    CONNECTORS_WITHOUT_STATUS(false),
    NAMES(false),
    READ(false),
    IS_GONE(false),
    REJECTED_KEYS(false),
    OFFSETS(false),
    PLUGINS(false),
    CONFIG_DEF(false),
    ACCESS(false),
    CREATE(true),
    UPDATE(true),
    PAUSE(true),
    RESUME(true),
    STOP(true),
    RESTART_FAILED(true),
    RESTART(true),
    DELETE(true);

    private final boolean writes;

    Operation(boolean writes) {
      this.writes = writes;
    }

    public boolean writes() {
      return writes;
    }
  }

  /** Whether a call that fails has done its work before. */
  public enum Effect {
    NOT_DONE,
    DONE
  }

  /** The status that a restart of all tasks leaves behind, where it is not the usual one. */
  private final Map<String, ConnectorStatus> afterRestart = new HashMap<>();

  private record Trouble(Kind kind, Effect effect) {}

  private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
  private final Map<Operation, ArrayDeque<Trouble>> troubles = new EnumMap<>(Operation.class);
  private final SortedMap<String, Entry> connectors = new TreeMap<>();
  private final SortedMap<String, Entry> past = new TreeMap<>();
  private final Map<Operation, Integer> lagging = new EnumMap<>(Operation.class);
  private final Map<String, Integer> lingering = new HashMap<>();
  private final Map<Plugin, PluginConfigDef> definitions = new HashMap<>();
  private final Map<String, String> offsets = new HashMap<>();
  private final Set<String> refusedKeys = new HashSet<>();
  private final Set<String> maskedKeys = new HashSet<>();
  private final Set<String> missingClasses = new HashSet<>();
  private final SortedMap<String, String> serverKeys = new TreeMap<>();
  private Worker worker = new Worker("4.3.1", "kafka-1");
  private String address = "fake:8083";
  private Access access =
      new Access(Access.Entry.OPEN, Access.Entry.OPEN, Access.Entry.OPEN, Access.Entry.OPEN);
  private boolean starting;
  private boolean readyOnceAsked;
  private boolean down;
  private int lingers;
  private int identicalUpdates;

  /** One connector as the worker keeps it. */
  private static final class Entry {
    private ConnectorConfig config;
    private RunState target;
    private ConnectorStatus status = ConnectorStatus.NONE;

    Entry(ConnectorConfig config, RunState target) {
      this.config = config;
      this.target = target;
      settle();
    }

    Entry copy() {
      Entry copy = new Entry(config, target);
      copy.status = status;
      return copy;
    }

    void settle() {
      List<TaskStatus> tasks =
          target == RunState.STOPPED
              ? List.of()
              : List.of(new TaskStatus(0, target, "fake:8083", ""));
      status = new ConnectorStatus(target, "fake:8083", "", tasks);
    }
  }

  // What the test arranges.

  public synchronized FakeConnect version(String version) {
    worker = new Worker(version, worker.kafkaClusterId());
    return this;
  }

  public synchronized FakeConnect at(String hostAndPort) {
    address = hostAndPort;
    return this;
  }

  /** How far it lets in whoever shows nothing: as it comes, everywhere. */
  public synchronized FakeConnect access(Access value) {
    access = value;
    return this;
  }

  public synchronized FakeConnect kafkaClusterId(String id) {
    worker = new Worker(worker.version(), id);
    return this;
  }

  /** A connector somebody created with curl: not counted. */
  public synchronized FakeConnect given(String name, Map<String, String> config) {
    connectors.put(name, new Entry(stored(name, ConnectorConfig.of(config)), RunState.RUNNING));
    return this;
  }

  /** Somebody paused, stopped or resumed it with curl. */
  public synchronized FakeConnect givenState(String name, RunState state) {
    Entry entry = existing(name);
    entry.target = state;
    entry.settle();
    return this;
  }

  /** Its only task has failed. */
  public synchronized FakeConnect givenFailedTask(String name, String trace) {
    existing(name).status =
        new ConnectorStatus(
            RunState.RUNNING,
            "fake:8083",
            "",
            List.of(new TaskStatus(0, RunState.FAILED, "fake:8083", trace)));
    return this;
  }

  /** It has stored these offsets. */
  public synchronized FakeConnect givenOffsets(String name, String stored) {
    offsets.put(name, stored);
    return this;
  }

  /** Something that is no target state: a rebalance, a failure of the connector itself. */
  public synchronized FakeConnect givenStatus(String name, RunState state) {
    existing(name).status = new ConnectorStatus(state, "fake:8083", "", List.of());
    return this;
  }

  /** A restart of all its tasks leaves it so: what it reads anew is wrong. */
  public synchronized FakeConnect givenAfterRestart(String name, ConnectorStatus status) {
    afterRestart.put(name, status);
    return this;
  }

  /** It exists, but its {@code start()} has not returned yet: Connect has no status for it. */
  public synchronized FakeConnect givenNoStatus(String name) {
    existing(name).status = ConnectorStatus.NONE;
    return this;
  }

  /** Somebody deleted it with curl. */
  public synchronized FakeConnect givenGone(String name) {
    connectors.remove(name);
    return this;
  }

  /** The worker has restarted and read nothing yet: it lists nothing, and says so if asked. */
  public synchronized FakeConnect starting(boolean value) {
    starting = value;
    return this;
  }

  /** The worker finishes starting just when somebody asks whether it has. */
  public synchronized FakeConnect readyOnceAsked() {
    readyOnceAsked = true;
    return this;
  }

  /** Nobody listens. */
  public synchronized FakeConnect down(boolean value) {
    down = value;
    return this;
  }

  /** A wiped topic, a changed {@code group.id}: ready, and empty. */
  public synchronized FakeConnect replacedByAnEmptyOne() {
    connectors.clear();
    return this;
  }

  /** Validation objects to any configuration with this key. */
  public synchronized FakeConnect refusing(String key) {
    refusedKeys.add(key);
    return this;
  }

  public synchronized FakeConnect withoutPlugin(String className) {
    missingClasses.add(className);
    return this;
  }

  /** Installs a plugin. */
  public synchronized FakeConnect having(PluginConfigDef definition) {
    definitions.put(definition.plugin(), definition);
    return this;
  }

  /** Values of this key are answered as {@link #MASK}. */
  public synchronized FakeConnect masking(String key) {
    maskedKeys.add(key);
    return this;
  }

  /** A distribution that adds a key of its own to everything it stores. */
  public synchronized FakeConnect adding(String key, String value) {
    serverKeys.put(key, value);
    return this;
  }

  /** After a delete the tasks of the connector take this many polls to stop. */
  public synchronized FakeConnect lingering(int polls) {
    lingers = polls;
    return this;
  }

  /** The next calls of this kind fail, before or after they had their effect. */
  public synchronized FakeConnect failing(
      Operation operation, int times, Kind kind, Effect effect) {
    for (int time = 0; time < times; time++) {
      troubles.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(new Trouble(kind, effect));
    }
    return this;
  }

  /**
   * The next answers to this are those of another worker, which has read the configuration topic no
   * further than up to now.
   */
  public synchronized FakeConnect lagging(int answers, Operation... operations) {
    past.clear();
    connectors.forEach((name, entry) -> past.put(name, entry.copy()));
    for (Operation operation : operations) {
      lagging.put(operation, answers);
    }
    return this;
  }

  // What the test asks afterwards.

  public synchronized int count(Operation operation) {
    return counts.getOrDefault(operation, 0);
  }

  public synchronized int writes() {
    return total(true);
  }

  public synchronized int reads() {
    return total(false);
  }

  private int total(boolean writes) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().writes() == writes)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Updates that changed nothing, and so re-created a connector for nothing. */
  public synchronized int identicalUpdates() {
    return identicalUpdates;
  }

  public synchronized void forgetCounts() {
    counts.clear();
    identicalUpdates = 0;
  }

  /** The stored configuration, unmasked. */
  public synchronized ConnectorConfig stored(String name) {
    return existing(name).config;
  }

  public synchronized RunState target(String name) {
    return existing(name).target;
  }

  public synchronized boolean has(String name) {
    return connectors.containsKey(name);
  }

  private Entry existing(String name) {
    Entry entry = connectors.get(name);
    if (entry == null) {
      throw new IllegalStateException("the fake has no connector " + name);
    }
    return entry;
  }

  // What Connect does.

  @Override
  public synchronized Worker worker() {
    return call(Operation.WORKER, () -> worker);
  }

  @Override
  public synchronized Readiness readiness() {
    return call(
        Operation.READINESS,
        () -> {
          if (!worker.isAtLeast(3, 9)) {
            return Readiness.CANNOT_TELL;
          }
          starting = starting && !readyOnceAsked;
          return starting ? Readiness.NOT_READY : Readiness.READY;
        });
  }

  @Override
  public synchronized SortedMap<String, ConnectorStatus> statuses() {
    return call(
        Operation.STATUSES,
        () -> {
          SortedMap<String, ConnectorStatus> statuses = new TreeMap<>();
          listed(Operation.STATUSES).forEach((name, entry) -> statuses.put(name, entry.status));
          statuses.values().removeIf(ConnectorStatus.NONE::equals);
          return statuses;
        });
  }

  @Override
  public synchronized SortedMap<String, ObservedConnector> connectors() {
    return call(
        Operation.CONNECTORS,
        () -> {
          SortedMap<String, ObservedConnector> all = new TreeMap<>();
          listed(Operation.CONNECTORS)
              .forEach((name, entry) -> all.put(name, observed(name, entry, entry.status)));
          all.values().removeIf(one -> one.status().equals(ConnectorStatus.NONE));
          return all;
        });
  }

  @Override
  public synchronized SortedMap<String, ObservedConnector> connectorsWithoutStatus() {
    return call(
        Operation.CONNECTORS_WITHOUT_STATUS,
        () -> {
          SortedMap<String, ObservedConnector> all = new TreeMap<>();
          listed(Operation.CONNECTORS_WITHOUT_STATUS)
              .forEach((name, entry) -> all.put(name, observed(name, entry, ConnectorStatus.NONE)));
          return all;
        });
  }

  private SortedMap<String, Entry> listed(Operation operation) {
    if (lagging.merge(operation, -1, Integer::sum) >= 0) {
      return past;
    }
    return starting ? new TreeMap<>() : connectors;
  }

  private ObservedConnector observed(String name, Entry entry, ConnectorStatus status) {
    String type =
        entry.config.get(ConnectorConfig.CLASS).orElse("").contains("Sink") ? "sink" : "source";
    return new ObservedConnector(name, type, shown(entry.config), status);
  }

  private ConnectorConfig shown(ConnectorConfig config) {
    ConnectorConfig shown = config;
    for (String key : maskedKeys) {
      shown = shown.has(key) ? shown.with(key, MASK) : shown;
    }
    return shown;
  }

  @Override
  public synchronized SortedSet<String> names() {
    return call(Operation.NAMES, () -> new TreeSet<>(listed(Operation.NAMES).keySet()));
  }

  @Override
  public synchronized Optional<ObservedConnector> read(String name) {
    addressable(name);
    return call(
        Operation.READ,
        () ->
            Optional.ofNullable(listed(Operation.READ).get(name))
                .map(entry -> observed(name, entry, ConnectorStatus.NONE)));
  }

  @Override
  public synchronized boolean isGone(String name) {
    addressable(name);
    return call(
        Operation.IS_GONE,
        () -> {
          int polls = lingering.merge(name, -1, Integer::sum);
          Entry entry = listed(Operation.IS_GONE).get(name);
          boolean hasStatus = entry != null && !entry.status.equals(ConnectorStatus.NONE);
          return polls < 0 && !hasStatus;
        });
  }

  @Override
  public synchronized Optional<String> offsets(String name) {
    addressable(name);
    return call(
        Operation.OFFSETS,
        () ->
            Optional.ofNullable(listed(Operation.OFFSETS).get(name))
                .filter(entry -> worker.isAtLeast(3, 5))
                .map(entry -> "digest of " + offsets.getOrDefault(name, "none")));
  }

  @Override
  public synchronized List<Plugin> plugins() {
    return call(Operation.PLUGINS, () -> definitions.keySet().stream().sorted().toList());
  }

  @Override
  public synchronized Optional<PluginConfigDef> configDef(Plugin plugin) {
    return call(Operation.CONFIG_DEF, () -> Optional.ofNullable(definitions.get(plugin)));
  }

  @Override
  public synchronized Access access() {
    return call(Operation.ACCESS, () -> access);
  }

  @Override
  public synchronized SortedSet<String> rejectedKeys(String name, ConnectorConfig config) {
    addressable(name);
    if (!config.has(ConnectorConfig.CLASS)) {
      throw new IllegalArgumentException("the configuration names no class");
    }
    return call(Operation.REJECTED_KEYS, () -> rejected(config));
  }

  private SortedSet<String> rejected(ConnectorConfig config) {
    if (config.get(ConnectorConfig.CLASS).filter(missingClasses::contains).isPresent()) {
      return new TreeSet<>(Set.of(ConnectorConfig.CLASS));
    }
    SortedSet<String> keys =
        config.entries().keySet().stream()
            .filter(refusedKeys::contains)
            .collect(toCollection(TreeSet::new));
    if (config.get(ConnectorConfig.TASKS_MAX).filter(max -> !max.matches("\\d+")).isPresent()) {
      keys.add(ConnectorConfig.TASKS_MAX);
    }
    return keys;
  }

  @Override
  public synchronized ConnectorConfig create(
      String name, ConnectorConfig config, DeclaredState initial) {
    addressable(name);
    return call(
        Operation.CREATE,
        () -> {
          accept(config);
          if (connectors.containsKey(name)) {
            throw failure(Kind.CONFLICT, Operation.CREATE);
          }
          return put(name, config, born(initial));
        });
  }

  private RunState born(DeclaredState initial) {
    return switch (initial) {
      case RUNNING, UNMANAGED -> RunState.RUNNING;
      case PAUSED, STOPPED -> {
        if (!worker.isAtLeast(3, 7)) {
          throw failure(Kind.WORKER_ERROR, Operation.CREATE);
        }
        yield initial == DeclaredState.PAUSED ? RunState.PAUSED : RunState.STOPPED;
      }
    };
  }

  @Override
  public synchronized ConnectorConfig update(String name, ConnectorConfig config) {
    addressable(name);
    return call(
        Operation.UPDATE,
        () -> {
          accept(config);
          Entry before = connectors.get(name);
          if (before == null) {
            return put(name, config, RunState.RUNNING);
          }
          ConnectorConfig next = stored(name, config);
          if (before.config.equals(next)) {
            identicalUpdates++;
            return shown(next);
          }
          before.config = next;
          before.settle();
          return shown(next);
        });
  }

  private void accept(ConnectorConfig config) {
    if (!config.has(ConnectorConfig.CLASS) || !rejected(config).isEmpty()) {
      throw failure(Kind.REFUSED, Operation.UPDATE);
    }
  }

  private ConnectorConfig put(String name, ConnectorConfig config, RunState target) {
    Entry entry = new Entry(stored(name, config), target);
    connectors.put(name, entry);
    lingering.remove(name);
    return shown(entry.config);
  }

  private ConnectorConfig stored(String name, ConnectorConfig config) {
    SortedMap<String, String> entries = new TreeMap<>(serverKeys);
    entries.putAll(config.entries());
    entries.put(ConnectorConfig.NAME, name);
    return new ConnectorConfig(entries);
  }

  @Override
  public synchronized void pause(String name) {
    setTarget(Operation.PAUSE, name, RunState.PAUSED);
  }

  @Override
  public synchronized void resume(String name) {
    setTarget(Operation.RESUME, name, RunState.RUNNING);
  }

  @Override
  public synchronized void stop(String name) {
    setTarget(Operation.STOP, name, RunState.STOPPED);
  }

  private void setTarget(Operation operation, String name, RunState state) {
    withExisting(
        operation,
        name,
        entry -> {
          entry.target = state;
          entry.settle();
          return entry;
        });
  }

  @Override
  public synchronized void restartFailed(String name) {
    withExisting(
        Operation.RESTART_FAILED,
        name,
        entry -> {
          entry.settle();
          return entry;
        });
  }

  @Override
  public synchronized void restart(String name) {
    withExisting(
        Operation.RESTART,
        name,
        entry -> {
          entry.settle();
          entry.status = afterRestart.getOrDefault(name, entry.status);
          return entry;
        });
  }

  private void withExisting(Operation operation, String name, Function<Entry, Entry> change) {
    addressable(name);
    call(
        operation,
        () -> {
          Entry entry = connectors.get(name);
          if (entry == null) {
            throw failure(Kind.NOT_FOUND, operation);
          }
          return change.apply(entry);
        });
  }

  @Override
  public synchronized void delete(String name) {
    addressable(name);
    call(
        Operation.DELETE,
        () -> {
          if (connectors.remove(name) != null) {
            lingering.put(name, lingers);
          }
          return name;
        });
  }

  private <T> T call(Operation operation, Supplier<T> effect) {
    if (down) {
      throw failure(Kind.UNREACHABLE, operation);
    }
    counts.merge(operation, 1, Integer::sum);
    Trouble trouble =
        Optional.ofNullable(troubles.get(operation)).map(ArrayDeque::poll).orElse(null);
    if (trouble != null && trouble.effect() == Effect.NOT_DONE) {
      throw failure(trouble.kind(), operation);
    }
    T answer = effect.get();
    if (trouble != null) {
      throw failure(trouble.kind(), operation);
    }
    return answer;
  }

  private static ConnectFailure failure(Kind kind, Operation operation) {
    return new ConnectFailure(kind, operation + " at fake:8083: " + kind);
  }

  private static void addressable(String name) {
    if (!Names.isAddressable(name)) {
      throw new IllegalArgumentException("not addressable");
    }
  }

  @Override
  public List<ConnectCluster> workers() {
    return List.of(this);
  }

  @Override
  public <T> T onOneWorker(Function<ConnectCluster, T> look) {
    return look.apply(this);
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public String toString() {
    return address;
  }
}
