package io.riparian.connect;

import io.riparian.model.Access;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorStatus;
import io.riparian.model.DeclaredState;
import io.riparian.model.ObservedConnector;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.Worker;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * One Connect cluster, through any of its workers. Calls block, may come from several threads, and
 * either answer whole or throw a {@link ConnectFailure}: <em>could not ask</em> never looks like
 * <em>absent</em>.
 *
 * <p>A method that is given a connector name Connect cannot address safely (see {@link
 * io.riparian.model.Names#isAddressable}) throws {@link IllegalArgumentException} and calls nobody.
 */
public interface ConnectCluster extends AutoCloseable {

  /** Who answers: the version every feature is keyed off, and the Kafka cluster behind it. */
  Worker worker();

  /** Whether a worker has read its configuration topic to the end, so that its lists are whole. */
  Readiness readiness();

  /** What a worker says of itself. */
  enum Readiness {
    READY,
    /** Starting, or unable to reach Kafka: what it lists may be a part, or nothing. */
    NOT_READY,
    /** Older than 3.9, it has no such endpoint. */
    CANNOT_TELL
  }

  /**
   * What every connector is doing: exactly one cheap GET. A connector whose status is not known yet
   * is left out, so a name missing here says nothing.
   */
  SortedMap<String, ConnectorStatus> statuses();

  /**
   * Every connector with its configuration and status: exactly one GET, which the worker pays for
   * quadratically. Connect leaves out a connector whose status is not known yet, so a name missing
   * here may still be in {@link #connectorsWithoutStatus()}.
   *
   * <p>A configuration key whose stored value is {@code null} (Connect takes it, and the connector
   * dies of it) has the empty text as its value: the key is there, and hiding it would hide drift.
   */
  SortedMap<String, ObservedConnector> connectors();

  /**
   * Every connector with its configuration, the status being {@link ConnectorStatus#NONE}: exactly
   * one GET. This, or {@link #names()}, is what existence is taken from.
   */
  SortedMap<String, ObservedConnector> connectorsWithoutStatus();

  /** The plain list: exactly one GET, from the worker's memory. */
  SortedSet<String> names();

  /**
   * One connector as it is now, its status being {@link ConnectorStatus#NONE}: for the look right
   * before a write. Empty when Connect says that there is none.
   */
  Optional<ObservedConnector> read(String name);

  /**
   * Whether nothing is left of a deleted connector, not even a task that is still stopping. To be
   * polled after {@link #delete}; a connector that never had a status reads as gone.
   */
  boolean isGone(String name);

  /**
   * A digest of the offsets that a connector has stored: the same for the same ones, in whichever
   * order they are answered. Exactly one GET, for which the worker may read its topic of offsets.
   * The offsets themselves stay here, because a source may keep values of its system in them.
   *
   * <p>Empty where Connect knows no such connector, and where the worker is too old to tell (before
   * 3.5), which answers the same.
   */
  Optional<String> offsets(String name);

  /**
   * Lets Connect validate what is to become of {@code name}, which runs the connector's code and
   * may dial out. Only the names of the keys it objects to come back: its values and messages hold
   * resolved secrets.
   *
   * @throws IllegalArgumentException when the configuration names no class
   */
  SortedSet<String> rejectedKeys(String name, ConnectorConfig config);

  /**
   * Creates a connector, never replaces one: {@code CONFLICT} when the name is taken.
   *
   * @param initial the state it is born in; paused or stopped take a worker of 3.7 or newer
   * @return the configuration as Connect stored it, which adds {@code name}
   */
  ConnectorConfig create(String name, ConnectorConfig config, DeclaredState initial);

  /**
   * Replaces the configuration and keeps the state. It is Connect's PUT: a connector that is not
   * there is created, running, and an identical configuration still re-creates the connector.
   *
   * @return the configuration as Connect stored it, which adds {@code name}
   */
  ConnectorConfig update(String name, ConnectorConfig config);

  void pause(String name);

  void resume(String name);

  /** Stops the connector and gives up its tasks, keeping the offsets. */
  void stop(String name);

  /** Restarts the connector and its tasks, those only that have failed. */
  void restartFailed(String name);

  /**
   * Restarts the connector and all of its tasks, which makes them read their secrets again. A
   * paused or stopped one stays so.
   */
  void restart(String name);

  /** Deletes a connector; one that is gone already is no failure. */
  void delete(String name);

  /**
   * What the worker that answers has installed, connectors and all the rest, in order: exactly one
   * GET, from the worker's memory.
   */
  List<Plugin> plugins();

  /**
   * What a plugin takes: exactly one GET, from the worker's memory. Unlike a validation it runs no
   * connector and dials nobody. Empty when the worker has no such class.
   *
   * @param plugin one of {@link #plugins}; its version is asked for where a worker (4.1 and newer)
   *     may have several
   */
  Optional<PluginConfigDef> configDef(Plugin plugin);

  /**
   * How far the worker that answers lets in whoever shows it nothing: GETs alone, over connections
   * of their own without our credential and our client certificate. It never fails: what was not
   * answered is not known.
   */
  Access access();

  /**
   * Each worker by itself, the preferred first, so that their answers can be compared. The text
   * form of one is its host and port.
   */
  List<ConnectCluster> workers();

  /**
   * Asks several things of the same worker. When it cannot answer all of them, everything is asked
   * again of the next one.
   *
   * @param look reads only
   */
  <T> T onOneWorker(Function<ConnectCluster, T> look);

  @Override
  void close();
}
