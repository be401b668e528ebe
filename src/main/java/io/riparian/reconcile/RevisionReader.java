package io.riparian.reconcile;

import io.riparian.ledger.Ledger;
import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.MarkKeys;
import io.riparian.model.Policy;
import io.riparian.ownership.Accepted;
import io.riparian.ownership.Judge;
import io.riparian.ownership.Precedent;
import io.riparian.policy.Judgements;
import io.riparian.policy.PasswordKeys;
import io.riparian.repo.FileSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and judges a revision. A file whose path and content are those of the last reading is
 * neither read nor parsed again. Any number of candidates may be judged meanwhile; none of them
 * waits for another, nor lets what comes into force wait.
 */
public final class RevisionReader {
  /** No connector has this, for a key is never empty. */
  private static final Map<String, String> GONE = Map.of("", "");

  private final Ledger ledger;
  private final MarkKeys keys;
  private final InstantSource clock;
  private volatile Known known =
      new Known(
          DeclaredFiles.NONE,
          Judgements.none(),
          PasswordKeys.NONE,
          Map.of(),
          Optional.empty(),
          Map.of(),
          Instant.MAX);

  /**
   * What the last reading left.
   *
   * @param passwords what it took for known of classes
   * @param accepted what it let through
   * @param kafkaClusterIds what it took for known, if that can have made a difference
   * @param holders those that run and were found to read with a group that somebody asked for, and
   *     the digests of them then
   * @param excepted when the next exception from a guard rail ends
   */
  private record Known(
      DeclaredFiles files,
      Judgements judgements,
      PasswordKeys passwords,
      Map<ConnectorId, DeclaredConnector> accepted,
      Optional<Map<String, String>> kafkaClusterIds,
      Map<ConnectorId, Map<String, String>> holders,
      Instant excepted) {
    Known {
      holders = Map.copyOf(holders);
    }
  }

  /** What runs; whom it names is remembered, because the answer holds for as long as they do. */
  private record Inquiry(Precedent.GroupMemory running, Set<ConnectorId> named)
      implements Precedent.GroupMemory {
    @Override
    public List<Precedent.Reader> readersOf(String group) {
      List<Precedent.Reader> readers = running.readersOf(group);
      readers.forEach(reader -> named.add(reader.id()));
      return readers;
    }

    @Override
    public boolean readsAsBefore(ConnectorId id, ConnectorConfig config) {
      return running.readsAsBefore(id, config);
    }
  }

  /**
   * @param keys those that the ledger's digests were made with
   * @param clock tells which exceptions from guard rails have ended
   */
  public RevisionReader(Ledger ledger, MarkKeys keys, InstantSource clock) {
    this.ledger = ledger;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Reads what comes into force; its claims stand against those that come later.
   *
   * @throws io.riparian.repo.RepositoryUnreadableException when the files cannot be had, whole
   */
  synchronized Accepted take(FileSet files) {
    Map<ConnectorId, AppliedConnector> applied = ledger.applied();
    Known last = known;
    Precedent before = precedent(last, applied);
    Inquiry running = new Inquiry(before.running(), new HashSet<>());
    Instant judged = clock.instant();
    Read read = read(files, last, before.whileRunning(running));
    Accepted accepted = read.accepted();
    Map<ConnectorId, Map<String, String>> holders = new HashMap<>();
    running.named().forEach(id -> holders.put(id, digests(Optional.ofNullable(applied.get(id)))));
    known =
        new Known(
            read.files(),
            read.judgements(),
            read.passwords(),
            accepted.connectors(),
            asksForAGroupTwice(accepted) ? Optional.of(before.kafkaClusterIds()) : Optional.empty(),
            holders,
            nextEnd(accepted.declared().policy(), judged));
    return accepted;
  }

  private static Instant nextEnd(Optional<Policy> policy, Instant now) {
    return policy.stream()
        .flatMap(known -> known.exceptions().stream())
        .map(Policy.Waiver::until)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** Whether some group is asked for on two clusters, so that it matters which Kafka they have. */
  private static boolean asksForAGroupTwice(Accepted accepted) {
    Map<String, String> clusters = new HashMap<>();
    return accepted.declared().clusters().size() > 1
        && accepted.declared().connectors().stream()
            .anyMatch(
                connector ->
                    connector
                        .config()
                        .consumerGroup(connector.id().name())
                        .map(group -> clusters.putIfAbsent(group, connector.id().cluster()))
                        .filter(cluster -> !cluster.equals(connector.id().cluster()))
                        .isPresent());
  }

  /**
   * Whether something was learnt since that what is in force has to be judged again by: which Kafka
   * is behind a cluster, or that a connector which stood in somebody's way is gone or reads
   * otherwise; that a class takes more keys for passwords; or that an exception from a guard rail
   * has ended. No cluster is asked for it.
   */
  boolean hasLearnt() {
    Known now = known;
    return !clock.instant().isBefore(now.excepted())
        || !now.passwords().orWhere(ledger.passwordKeys()).equals(now.passwords())
        || now.kafkaClusterIds().filter(then -> !then.equals(kafkaClusterIds())).isPresent()
        || now.holders().entrySet().stream()
            .anyMatch(then -> !digests(ledger.applied(then.getKey())).equals(then.getValue()));
  }

  private static Map<String, String> digests(Optional<AppliedConnector> connector) {
    return connector.map(AppliedConnector::digests).orElse(GONE);
  }

  /** Judges files that are not in force; nothing is remembered of them. */
  Accepted judge(FileSet files) {
    return reading(files).accepted();
  }

  /** The same, with the files as they were read. */
  Reading reading(FileSet files) {
    Known last = known;
    Read read = read(files, last, precedent(last, ledger.applied()));
    return new Reading(read.files().parsed(), read.accepted());
  }

  /** What files declare, before anybody asked whether it may; nothing is remembered of them. */
  DeclaredFiles declared(FileSet files) {
    return known.files().next(files);
  }

  /** One reading, with what the next one need not read again. */
  private record Read(
      DeclaredFiles files, Judgements judgements, PasswordKeys passwords, Accepted accepted) {}

  private Read read(FileSet files, Known last, Precedent before) {
    DeclaredFiles now = last.files().next(files);
    Accepted judged = Judge.judge(files.revision(), now.declarations(), before);
    PasswordKeys passwords = last.passwords().orWhere(ledger.passwordKeys());
    Rails.Kept kept =
        Rails.keep(
            judged,
            now.parsed(),
            clock.instant(),
            new AppliedStanding(ledger.applied(), keys),
            passwords,
            last.judgements());
    return new Read(now, kept.judgements(), passwords, kept.accepted());
  }

  /** What the last reading accepted, and what the ledger knows to be applied. */
  private Precedent precedent(Known last, Map<ConnectorId, AppliedConnector> applied) {
    Map<ConnectorId, DeclaredConnector> accepted = last.accepted();
    Map<ConnectorId, String> owners = new HashMap<>(2 * applied.size());
    accepted.forEach((id, connector) -> owners.put(id, connector.team()));
    applied.values().stream()
        .filter(AppliedConnector::isManaged)
        .forEach(connector -> owners.put(connector.id(), connector.team()));
    return new Precedent(
        owners, Precedent.groupsOf(accepted), new AppliedGroups(applied, keys), kafkaClusterIds());
  }

  private Map<String, String> kafkaClusterIds() {
    Map<String, String> ids = new HashMap<>();
    ledger.identities().forEach(known -> ids.put(known.cluster(), known.kafkaClusterId()));
    return ids;
  }
}
