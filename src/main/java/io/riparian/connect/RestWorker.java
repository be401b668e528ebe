package io.riparian.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.riparian.connect.Call.Effect;
import io.riparian.connect.ConnectApi.NewConnector;
import io.riparian.connect.ConnectFailure.Kind;
import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import io.riparian.model.ConfigKey;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredState;
import io.riparian.model.Names;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.Worker;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One worker over REST. Every call is made once and judged here; trying again, or trying somebody
 * else, is the caller's business.
 */
final class RestWorker implements ConnectCluster {
  private static final Pattern PLUGIN = Pattern.compile("[A-Za-z0-9._$-]+");

  /** What Connect lists for a plugin that says no version; asking for it is refused. */
  private static final String NO_VERSION = "undefined";

  private static final TypeReference<Map<String, ExpandedAnswer>> EXPANDED =
      new TypeReference<>() {};
  private static final TypeReference<TreeSet<String>> NAMES = new TypeReference<>() {};
  private static final TypeReference<WorkerAnswer> WORKER = new TypeReference<>() {};
  private static final TypeReference<InfoAnswer> INFO = new TypeReference<>() {};
  private static final TypeReference<List<@Nullable PluginAnswer>> PLUGINS =
      new TypeReference<>() {};
  private static final TypeReference<List<@Nullable ConfigKeyAnswer>> CONFIG_DEF =
      new TypeReference<>() {};
  private static final TypeReference<OffsetsAnswer> OFFSETS = new TypeReference<>() {};
  private static final TypeReference<ValidationAnswer> VALIDATION = new TypeReference<>() {};
  private static final TypeReference<Map<String, JsonNode>> LOGGERS = new TypeReference<>() {};

  private final String authority;
  private final ConnectEndpoint endpoint;
  private final ConnectApi reading;
  private final ConnectApi writing;
  private volatile Seen seen = Seen.NOTHING;
  private final Supplier<ConnectApi> strangers;

  /**
   * @param authority host and port, to be named in messages
   * @param reading a client with the patience for a read
   * @param writing a client with the patience for a write, which Connect itself gives up after 90 s
   * @param strangers makes a client that shows nothing of ours
   */
  RestWorker(
      String authority,
      ConnectEndpoint endpoint,
      ConnectApi reading,
      ConnectApi writing,
      Supplier<ConnectApi> strangers) {
    this.authority = authority;
    this.endpoint = endpoint;
    this.reading = reading;
    this.writing = writing;
    this.strangers = strangers;
  }

  @Override
  public Worker worker() {
    try (Answer answer = get("/", reading::worker)) {
      WorkerAnswer worker = answer.read(WORKER);
      if (worker.version() == null || worker.kafkaClusterId() == null) {
        throw ConnectFailure.at(
            asking("GET", "/"), Kind.BAD_ANSWER, "whoever answers is no Connect worker");
      }
      return new Worker(worker.version(), worker.kafkaClusterId());
    }
  }

  @Override
  public Readiness readiness() {
    try (Answer answer = get("/health", reading::health)) {
      return switch (answer.status()) {
        case 200 -> Readiness.READY;
        case 404 -> Readiness.CANNOT_TELL;
        case 500, 503 -> Readiness.NOT_READY;
        default -> throw answer.failure();
      };
    }
  }

  @Override
  public SortedMap<String, ConnectorStatus> statuses() {
    try (Answer answer = get("/connectors", () -> reading.connectors(List.of("status")))) {
      byte[] bytes = answer.bytes();
      Seen before = seen;
      Seen now = before.isOf(bytes) ? before : Seen.of(bytes, statuses(answer, bytes));
      seen = now;
      return now.statuses();
    }
  }

  private SortedMap<String, ConnectorStatus> statuses(Answer answer, byte[] bytes) {
    SortedMap<String, ConnectorStatus> statuses = new TreeMap<>();
    whole(answer.read(bytes, EXPANDED))
        .forEach(
            (name, entry) -> {
              if (entry.status() != null) {
                statuses.put(name, entry.statusOrNone());
              }
            });
    return statuses;
  }

  @Override
  public SortedMap<String, ObservedConnector> connectors() {
    return observed(expanded("status", "info"));
  }

  @Override
  public SortedMap<String, ObservedConnector> connectorsWithoutStatus() {
    return observed(expanded("info"));
  }

  private static SortedMap<String, ObservedConnector> observed(
      Map<String, ExpandedAnswer> expanded) {
    SortedMap<String, ObservedConnector> connectors = new TreeMap<>();
    expanded.forEach(
        (name, entry) -> {
          InfoAnswer info = entry.info();
          if (info != null) {
            connectors.put(name, info.observed(name, entry.statusOrNone()));
          }
        });
    return connectors;
  }

  private Map<String, ExpandedAnswer> expanded(String... parts) {
    try (Answer answer = get("/connectors", () -> reading.connectors(List.of(parts)))) {
      return whole(answer.read(EXPANDED));
    }
  }

  private Map<String, ExpandedAnswer> whole(Map<String, ExpandedAnswer> entries) {
    if (entries.containsValue(null)) {
      throw ConnectFailure.at(
          asking("GET", "/connectors"), Kind.BAD_ANSWER, "a connector is listed as null");
    }
    return entries;
  }

  @Override
  public SortedSet<String> names() {
    try (Answer answer = get("/connectors", reading::connectors)) {
      return answer.read(NAMES);
    }
  }

  @Override
  public Optional<ObservedConnector> read(String name) {
    addressable(name);
    try (Answer answer = get("/connectors/" + name, () -> reading.connector(name))) {
      return saysNotFound(answer)
          ? Optional.empty()
          : Optional.of(answer.read(INFO).observed(name, ConnectorStatus.NONE));
    }
  }

  @Override
  public boolean isGone(String name) {
    addressable(name);
    try (Answer answer = get("/connectors/" + name + "/status", () -> reading.status(name))) {
      if (saysNotFound(answer)) {
        return true;
      }
      answer.expectSuccess();
      return false;
    }
  }

  @Override
  public Optional<String> offsets(String name) {
    addressable(name);
    String path = "/connectors/" + name + "/offsets";
    try (Answer answer = get(path, () -> reading.offsets(name))) {
      return switch (answer.status()) {
        case 404 -> untoldOffsets(answer.failure());
        case 405 -> Optional.empty();
        default -> Optional.of(digest(path, answer.read(OFFSETS)));
      };
    }
  }

  private String digest(String path, OffsetsAnswer offsets) {
    return offsets
        .digest()
        .orElseThrow(
            () ->
                ConnectFailure.at(
                    asking("GET", path), Kind.BAD_ANSWER, "the answer holds no offsets"));
  }

  /** A worker that is starting could not be asked; any other has no such connector or endpoint. */
  private static Optional<String> untoldOffsets(ConnectFailure failure) {
    if (failure.kind() == Kind.UNREACHABLE) {
      throw failure;
    }
    return Optional.empty();
  }

  @Override
  public List<Plugin> plugins() {
    try (Answer answer = get("/connector-plugins", () -> reading.plugins(false))) {
      return all("/connector-plugins", answer.read(PLUGINS), PluginAnswer::plugin).stream()
          .distinct()
          .sorted()
          .toList();
    }
  }

  @Override
  public Optional<PluginConfigDef> configDef(Plugin plugin) {
    if (!PLUGIN.matcher(plugin.className()).matches()) {
      return Optional.empty();
    }
    String path = "/connector-plugins/" + plugin.className() + "/config";
    boolean versioned = !plugin.version().isEmpty() && !plugin.version().equals(NO_VERSION);
    try (Answer answer =
        get(
            path,
            () -> reading.configDef(plugin.className(), versioned ? plugin.version() : null))) {
      if (saysNotFound(answer)) {
        return Optional.empty();
      }
      List<ConfigKey> keys = all(path, answer.read(CONFIG_DEF), ConfigKeyAnswer::key);
      return Optional.of(new PluginConfigDef(plugin, keys));
    }
  }

  /** Every entry read; one that is null, or that the model refuses, makes it no answer at all. */
  private <A, T> List<T> all(String path, List<@Nullable A> listed, Function<A, T> reading) {
    List<T> all = new ArrayList<>();
    try {
      for (A entry : listed) {
        if (entry == null) {
          throw new IllegalArgumentException("an entry is null");
        }
        all.add(reading.apply(entry));
      }
    } catch (IllegalArgumentException malformed) {
      throw ConnectFailure.at(
          asking("GET", path), Kind.BAD_ANSWER, "a plugin is described as Connect never does");
    }
    return all;
  }

  @Override
  public Access access() {
    ConnectApi stranger = strangers.get();
    try {
      Sight root = sight("/", stranger::worker, WORKER);
      Sight connectors = sight("/connectors", stranger::connectors, NAMES);
      Sight loggers = sight("/admin/loggers", stranger::loggers, LOGGERS);
      Sight ownLoggers = sight("/admin/loggers", reading::loggers, LOGGERS);
      // A connection that only comes about with our certificate is a refusal; one that does not
      // come about with it either is a worker that has gone meanwhile.
      boolean refusing = endpoint.showsCertificate() && ownLoggers != Sight.NO_CONNECTION;
      return new Access(
          root.entry(refusing),
          connectors.entry(refusing),
          loggers.entry(refusing),
          ownLoggers.entry(false));
    } finally {
      close(stranger);
    }
  }

  /** How a look that may fail ended. */
  private enum Sight {
    ANSWERED,
    REFUSED,
    ABSENT,
    NO_CONNECTION,
    STRANGE;

    Entry entry(boolean refusing) {
      return switch (this) {
        case ANSWERED -> Entry.OPEN;
        case REFUSED -> Entry.REFUSED;
        case ABSENT -> Entry.ABSENT;
        case NO_CONNECTION -> refusing ? Entry.REFUSED : Entry.UNKNOWN;
        case STRANGE -> Entry.UNKNOWN;
      };
    }
  }

  /**
   * @param type what Connect answers there; a page of somebody else's is no answer of Connect's
   */
  private Sight sight(String path, Supplier<Response> sending, TypeReference<?> type) {
    try (Answer answer = get(path, sending)) {
      return switch (answer.status()) {
        case 401, 403 -> Sight.REFUSED;
        case 404 -> Sight.ABSENT;
        default -> {
          answer.read(type);
          yield Sight.ANSWERED;
        }
      };
    } catch (ConnectFailure failure) {
      return failure.kind() == Kind.UNREACHABLE ? Sight.NO_CONNECTION : Sight.STRANGE;
    }
  }

  @Override
  public SortedSet<String> rejectedKeys(String name, ConnectorConfig config) {
    addressable(name);
    String plugin =
        config
            .get(ConnectorConfig.CLASS)
            .orElseThrow(() -> new IllegalArgumentException("the configuration names no class"));
    if (!PLUGIN.matcher(plugin).matches()) {
      return classRejected();
    }
    Call call =
        new Call(
            authority, "PUT", "/connector-plugins/" + plugin + "/config/validate", Effect.NONE);
    Map<String, String> named = config.with(ConnectorConfig.NAME, name).entries();
    try (Answer answer = send(call, () -> writing.validate(plugin, named))) {
      if (answer.isSuccess()) {
        return answer.read(VALIDATION).rejectedKeys();
      }
      ErrorAnswer error = answer.error();
      if (error.isUnknownClass()) {
        return classRejected();
      }
      throw error.failure(call, answer.status());
    }
  }

  private static SortedSet<String> classRejected() {
    return new TreeSet<>(List.of(ConnectorConfig.CLASS));
  }

  @Override
  public ConnectorConfig create(String name, ConnectorConfig config, DeclaredState initial) {
    addressable(name);
    NewConnector connector = new NewConnector(name, config.entries(), initialState(initial));
    Call call = new Call(authority, "POST", "/connectors", Effect.CREATES);
    try (Answer answer = send(call, () -> writing.create(connector))) {
      return answer.read(INFO).stored();
    }
  }

  private static String initialState(DeclaredState state) {
    return switch (state) {
      case RUNNING, UNMANAGED -> "";
      case PAUSED, STOPPED -> state.name();
    };
  }

  @Override
  public ConnectorConfig update(String name, ConnectorConfig config) {
    addressable(name);
    Call call = changing("PUT", "/connectors/" + name + "/config");
    try (Answer answer = send(call, () -> writing.update(name, config.entries()))) {
      return answer.read(INFO).stored();
    }
  }

  @Override
  public void pause(String name) {
    change("PUT", name, "/pause", writing::pause);
  }

  @Override
  public void resume(String name) {
    change("PUT", name, "/resume", writing::resume);
  }

  @Override
  public void stop(String name) {
    change("PUT", name, "/stop", writing::stop);
  }

  @Override
  public void restartFailed(String name) {
    change("POST", name, "/restart", addressed -> writing.restart(addressed, true, true));
  }

  @Override
  public void restart(String name) {
    change("POST", name, "/restart", addressed -> writing.restart(addressed, true, false));
  }

  private void change(String method, String name, String what, Function<String, Response> sending) {
    addressable(name);
    Call call = changing(method, "/connectors/" + name + what);
    try (Answer answer = send(call, () -> sending.apply(name))) {
      answer.expectSuccess();
    }
  }

  @Override
  public void delete(String name) {
    addressable(name);
    Call call = changing("DELETE", "/connectors/" + name);
    try (Answer answer = send(call, () -> writing.delete(name))) {
      if (!saysNotFound(answer)) {
        answer.expectSuccess();
      }
    }
  }

  /**
   * Whether it is Connect itself, not some server on a wrong path, that knows no such connector.
   */
  private static boolean saysNotFound(Answer answer) {
    if (answer.status() != 404) {
      return false;
    }
    ConnectFailure failure = answer.failure();
    if (failure.kind() != Kind.NOT_FOUND) {
      throw failure;
    }
    return true;
  }

  private static void addressable(String name) {
    if (!Names.isAddressable(name)) {
      throw new IllegalArgumentException(
          "a connector's name that REST cannot address safely must never reach this door");
    }
  }

  private Answer get(String path, Supplier<Response> sending) {
    return send(asking("GET", path), sending);
  }

  private Call asking(String method, String path) {
    return new Call(authority, method, path, Effect.NONE);
  }

  private Call changing(String method, String path) {
    return new Call(authority, method, path, Effect.CHANGES);
  }

  private Answer send(Call call, Supplier<Response> sending) {
    CallWatch.UnderWay watched = endpoint.watch().begins(call.operation());
    try {
      Response response = sending.get();
      watched.ends(String.valueOf(response.getStatus()));
      return new Answer(call, response, endpoint.maxAnswerBytes(), endpoint.timeouts().of(call));
    } catch (ProcessingException failure) {
      BrokenCall broken = BrokenCall.of(failure);
      watched.ends(broken.word());
      throw broken.failure(call);
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
    List.of(reading, writing).forEach(RestWorker::close);
  }

  private static void close(ConnectApi client) {
    try {
      // Every client that Quarkus builds is closeable; the interface does not say so.
      ((Closeable) client).close();
    } catch (IOException unreleased) {
      throw new UncheckedIOException(unreleased);
    }
  }

  @Override
  public String toString() {
    return authority;
  }
}
