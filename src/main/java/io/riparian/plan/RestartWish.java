package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.SecretName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What somebody wants to have restarted. */
public sealed interface RestartWish {

  /** Which parts of a connector are restarted. */
  enum Parts {
    /** The connector and its tasks, those only that have failed. */
    FAILED,
    /** The connector and all of its tasks. */
    ALL
  }

  Parts parts();

  /**
   * Whether it concerns a connector.
   *
   * @param team whose it is; empty text when nobody knows
   * @param config as it runs
   */
  boolean concerns(String connector, String team, ConnectorConfig config);

  /** Whether this configuration would read the same after a restart. */
  boolean isReadOnceIn(ConnectorConfig config);

  /** The secret that it is about, as people write it; else empty text. */
  String secret();

  /** Whether it is about a secret, so that it may concern many. */
  default boolean isOfSecret() {
    return !secret().isEmpty();
  }

  /** Whether nobody asked for it. */
  default boolean isUnasked() {
    return false;
  }

  /** One connector, when somebody is on call. */
  record OfConnector(String name, Parts parts) implements RestartWish {
    @Override
    public boolean concerns(String connector, String team, ConnectorConfig config) {
      return connector.equals(name);
    }

    @Override
    public boolean isReadOnceIn(ConnectorConfig config) {
      return false;
    }

    @Override
    public String secret() {
      return "";
    }
  }

  /** What has failed of these connectors, without anybody having asked for it. */
  record OfFailed(SortedSet<String> names) implements RestartWish {
    public OfFailed {
      names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    @Override
    public boolean isUnasked() {
      return true;
    }

    @Override
    public String toString() {
      return "OfFailed[" + names.size() + "]";
    }

    @Override
    public Parts parts() {
      return Parts.FAILED;
    }

    @Override
    public boolean concerns(String connector, String team, ConnectorConfig config) {
      return names.contains(connector);
    }

    @Override
    public boolean isReadOnceIn(ConnectorConfig config) {
      return false;
    }

    @Override
    public String secret() {
      return "";
    }
  }

  /**
   * Whatever refers to a secret, after that has changed. What is read anew is read when a connector
   * or a task starts, so all of it is restarted.
   *
   * @param team only this team's; empty text for everybody's
   */
  record OfSecret(SecretName name, String team) implements RestartWish {
    @Override
    public Parts parts() {
      return Parts.ALL;
    }

    @Override
    public boolean concerns(String connector, String owner, ConnectorConfig config) {
      return (team.isEmpty() || team.equals(owner)) && name.isReferredToBy(config);
    }

    @Override
    public boolean isReadOnceIn(ConnectorConfig config) {
      return name.isWithoutPathIn(config);
    }

    @Override
    public String secret() {
      return name.text();
    }
  }
}
