package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.ConnectCluster.Readiness;
import io.riparian.connect.ConnectFailure;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.connect.FakeConnect;
import io.riparian.connect.FakeConnect.Effect;
import io.riparian.connect.FakeConnect.Operation;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.ObservedConnector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the engine and a cluster: calls are lost before or after their effect, answered
 * with errors, delayed; workers restart and list a part, or lag behind. It also knows what nobody
 * can see on the wire, namely who made each connector.
 */
final class Weather implements Passage.Keeper {
  private static final Duration LONGEST_LAG = Duration.ofSeconds(9);

  private final FakeConnect connect;
  private final ConnectCluster sheltered;
  private final Map<Operation, Deque<Fault>> faults = new EnumMap<>(Operation.class);
  private final Map<Operation, Deque<Runnable>> events = new EnumMap<>(Operation.class);
  private final Set<String> theirs = new HashSet<>();
  private final Set<String> nobodys = new HashSet<>();
  private final Set<String> unread = new HashSet<>();
  private int startingFor;
  private int staleFor;
  private Duration lag = Duration.ZERO;
  private boolean answeredStarting;
  private boolean answeredStale;
  private SortedMap<String, ObservedConnector> past = new TreeMap<>();
  private Set<String> theirsInThePast = Set.of();

  private record Fault(Kind kind, Effect effect) {}

  Weather(FakeConnect connect) {
    this.connect = connect;
    this.sheltered = Passage.through(this, connect);
  }

  ConnectCluster cluster() {
    return sheltered;
  }

  // What the storm arranges.

  void failing(Operation operation, int times, Kind kind, Effect effect) {
    for (int time = 0; time < times; time++) {
      faults.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(new Fault(kind, effect));
    }
  }

  /** Happens right before the next such call. */
  void before(Operation operation, Runnable what) {
    events.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(what);
  }

  /** The worker has restarted, and has not read these names for so many calls. */
  void starting(int calls, Set<String> notYetRead) {
    startingFor = calls;
    unread.clear();
    unread.addAll(notYetRead);
  }

  /** The worker lags behind: for so many calls it shows what stands now. */
  void stale(int calls) {
    past = live();
    theirsInThePast = Set.copyOf(theirs);
    staleFor = calls;
    lag = Duration.ZERO;
  }

  /** A worker that is up has caught up after some seconds. */
  void pass(Duration time) {
    lag = lag.plus(time);
    if (lag.compareTo(LONGEST_LAG) > 0) {
      staleFor = 0;
    }
  }

  void calm() {
    faults.clear();
    events.clear();
    startingFor = 0;
    staleFor = 0;
  }

  void isTheirs(String name) {
    theirs.add(name);
    nobodys.remove(name);
  }

  /** Made by somebody else, in the place of one of ours that it cannot be told from. */
  void isNobodys(String name) {
    theirs.remove(name);
    nobodys.add(name);
  }

  // What the referee asks.

  boolean isTheirsNow(String name) {
    return theirs.contains(name);
  }

  /** Whether only what is remembered of its name makes it ours. */
  boolean isNobodysNow(String name) {
    return nobodys.contains(name);
  }

  /** Whether the connector as it is shown was made by somebody else. */
  boolean isShownAsTheirs(String name) {
    return (answeredStale ? theirsInThePast : theirs).contains(name);
  }

  /** Whether the last answer was that of a worker that has just restarted. */
  boolean answeredWhileStarting() {
    return answeredStarting;
  }

  /** What the last answer would have shown, had it been a list and whole. */
  Set<String> names() {
    return answeredStale ? past.keySet() : live().keySet();
  }

  private SortedMap<String, ObservedConnector> live() {
    SortedMap<String, ObservedConnector> all = new TreeMap<>(connect.connectorsWithoutStatus());
    all.putAll(connect.connectors());
    return all;
  }

  // What happens to a call.

  @Override
  public @Nullable Object pass(
      Operation operation, String connector, Object @Nullable [] arguments, Passage.Way way)
      throws Throwable {
    Optional.ofNullable(events.get(operation)).map(Deque::poll).ifPresent(Runnable::run);
    Fault fault = Optional.ofNullable(faults.get(operation)).map(Deque::poll).orElse(null);
    if (fault != null && fault.effect() == Effect.NOT_DONE) {
      throw failure(fault.kind(), operation);
    }
    Object answer =
        operation.writes() ? write(operation, connector, way) : read(operation, connector, way);
    if (fault != null) {
      throw failure(fault.kind(), operation);
    }
    return answer;
  }

  private static ConnectFailure failure(Kind kind, Operation operation) {
    return new ConnectFailure(kind, operation + " in this weather: " + kind);
  }

  private @Nullable Object write(Operation operation, String connector, Passage.Way way)
      throws Throwable {
    Object answer = way.go();
    switch (operation) {
      case CREATE, UPDATE, DELETE -> {
        theirs.remove(connector);
        nobodys.remove(connector);
      }
      default -> {}
    }
    return answer;
  }

  private @Nullable Object read(Operation operation, String connector, Passage.Way way)
      throws Throwable {
    boolean starting = startingFor-- > 0;
    boolean stale = staleFor-- > 0;
    answeredStarting = starting;
    answeredStale = stale;
    if (starting && operation == Operation.READINESS) {
      return Readiness.NOT_READY;
    }
    if (starting && operation == Operation.READ) {
      // A worker answers this from its queue, which waits until it has read its topics.
      throw failure(Kind.TIMED_OUT, operation);
    }
    Object answer = stale ? past(operation, connector, way) : way.go();
    return starting ? part(answer) : answer;
  }

  private @Nullable Object past(Operation operation, String connector, Passage.Way way)
      throws Throwable {
    return switch (operation) {
      case CONNECTORS -> {
        SortedMap<String, ObservedConnector> withStatus = new TreeMap<>(past);
        withStatus.values().removeIf(one -> one.status().equals(ConnectorStatus.NONE));
        yield withStatus;
      }
      case CONNECTORS_WITHOUT_STATUS -> new TreeMap<>(past);
      case NAMES -> new TreeSet<>(past.keySet());
      case READ -> Optional.ofNullable(past.get(connector));
      case IS_GONE -> !past.containsKey(connector);
      default -> way.go();
    };
  }

  private @Nullable Object part(@Nullable Object answer) {
    if (answer instanceof SortedMap<?, ?> map) {
      map.keySet().removeIf(unread::contains);
    } else if (answer instanceof Set<?> names) {
      names.removeIf(unread::contains);
    }
    return answer;
  }
}
