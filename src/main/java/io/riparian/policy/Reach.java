package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.policy.Acl.Operation;
import io.riparian.policy.Acl.Resource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a connector reaches with one configuration: the classes it loads, the topics and groups it
 * needs, the hosts it sends its secrets to. It judges nothing; two of them tell what a change adds.
 */
public final class Reach {
  private final ConnectorConfig config;
  private final List<Acl> needs;

  private Reach(ConnectorConfig config, String connector) {
    this.config = config;
    this.needs = KafkaNeeds.of(config, connector);
  }

  /**
   * @param connector its name, which Kafka's group and some topics are called after
   */
  public static Reach of(ConnectorConfig config, String connector) {
    return new Reach(config, connector);
  }

  /** The classes, by the key that names them. */
  public SortedMap<String, Set<String>> classes() {
    return Collections.unmodifiableSortedMap(new LoadedClasses().of(config));
  }

  /** What Kafka has to let it do. */
  public List<Acl> needs() {
    return needs;
  }

  /** What Kafka has to let it do besides what somebody may do already. */
  public List<Acl> needsBeyond(Collection<Acl> had) {
    return needs.stream().filter(need -> had.stream().noneMatch(one -> one.covers(need))).toList();
  }

  /** The consumer group that it reads its topics with, if it is a sink. */
  public Optional<String> group() {
    return needs.stream()
        .filter(need -> need.key().equals(ConnectorConfig.GROUP_OVERRIDE))
        .map(Acl::name)
        .findFirst();
  }

  /** The topics that it writes to, and did not before. */
  public List<Acl> writesBeyond(Reach before) {
    return written().stream()
        .filter(topic -> before.written().stream().noneMatch(one -> one.names(topic)))
        .toList();
  }

  /** The topics that it writes to. */
  public List<Acl> written() {
    return topics(Operation.WRITE);
  }

  /** The topics that it reads. */
  public List<Acl> read() {
    return topics(Operation.READ);
  }

  private List<Acl> topics(Operation operation) {
    return needs.stream()
        .filter(need -> need.resource() == Resource.TOPIC && need.operation() == operation)
        .toList();
  }

  /** The secrets that stay while the addresses change that they are sent to. */
  public Diverted diverted(Reach before) {
    SecretMoves moves = SecretMoves.between(before.config, config);
    return new Diverted(moves.endpoints(), new TreeSet<>(moves.secrets().keySet()));
  }

  /** Keys of addresses that change, and of secrets that stay with them; both are empty, or none. */
  public record Diverted(SortedSet<String> endpoints, SortedSet<String> secrets) {
    public Diverted {
      endpoints = Collections.unmodifiableSortedSet(new TreeSet<>(endpoints));
      secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
    }

    public boolean isThere() {
      return !endpoints.isEmpty();
    }
  }

  /** It holds values, and names none. */
  @Override
  public String toString() {
    return "Reach" + config.entries().keySet();
  }
}
