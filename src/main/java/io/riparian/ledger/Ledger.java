package io.riparian.ledger;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Intervention;
import io.riparian.model.Plugin;
import io.riparian.plan.Contest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the daemon remembers between two cycles and across a restart. Each call that writes is one
 * transaction, on disk when the call returns; and until the ledger has {@linkplain #begin begun},
 * nothing can be accepted or recorded as applied, so that a lost ledger stays lost.
 *
 * <p>JSON text given to it is kept as it is and must already be masked: no configuration value may
 * enter. Every call may throw a {@link LedgerException}, and an {@link IllegalStateException} when
 * the caller broke a promise; then nothing of that call was written. Instances may be shared
 * between threads.
 */
public interface Ledger extends AutoCloseable {

  /**
   * Whether nothing was ever accepted or applied. That is a first start or a lost ledger: only the
   * marks on the clusters can tell, so the caller decides and says it with {@link #begin}.
   */
  default boolean isEmpty() {
    return birth().isEmpty();
  }

  /** How this ledger began, if it has. */
  Optional<Birth> birth();

  /**
   * Begins an empty ledger with what it starts from, all or nothing: a kill halfway must not leave
   * a ledger that has begun and does not know its connectors. A ledger begins once.
   */
  void begin(Birth birth, Collection<Accepted> accepted, Collection<AppliedConnector> applied);

  /** Every connector we gave to a cluster or took over, forgotten ones included. Unmodifiable. */
  SortedMap<ConnectorId, AppliedConnector> applied();

  /** What is known of one connector, a forgotten one included. */
  Optional<AppliedConnector> applied(ConnectorId id);

  /** Remembers one connector in place of what was known of it. */
  default void record(AppliedConnector connector) {
    recordAll(List.of(connector));
  }

  /** Remembers several connectors, all or none. */
  void recordAll(Collection<AppliedConnector> connectors);

  /**
   * Drops what is known of a connector that never was, because the call that should have made it
   * did not happen; nothing happens when nothing is known.
   */
  void remove(ConnectorId id);

  /**
   * Drops what is known of a connector that is gone, and remembers whose it last was: its offsets
   * may still be there. Nothing happens when nothing is known.
   */
  void retire(ConnectorId id, Instant at);

  /**
   * Whose the connector of this name last was, if one was {@linkplain #retire retired}. Of the
   * longest gone it is forgotten, beyond the {@link Retention}.
   */
  Optional<String> lastOwner(ConnectorId id);

  /** How far the branch was judged. */
  default Optional<Accepted> accepted() {
    return accepted(Accepted.BRANCH);
  }

  /** What was last accepted for one unit. */
  Optional<Accepted> accepted(String unit);

  /** What was last accepted, by unit. */
  SortedMap<String, Accepted> acceptedUnits();

  /** Accepts a tree for one unit in place of the one before. */
  default void accept(Accepted accepted) {
    acceptAll(List.of(accepted));
  }

  /** Accepts trees for several units, all or none. */
  void acceptAll(Collection<Accepted> accepted);

  /** Notes a rewritten history, in place of one noted before. */
  void freeze(RewrittenHistory history);

  /** The rewritten history that freezes everything, until it is thawed. */
  Optional<RewrittenHistory> frozen();

  /**
   * Ends the freeze and consumes the acknowledgement, if the freeze waits for exactly this commit
   * and this commit was {@linkplain #acknowledge acknowledged}. Call it after accepting: a kill in
   * between then asks the operator nothing twice.
   *
   * @return whether the freeze ended
   */
  boolean thaw(String candidate);

  /** The Kafka cluster last seen behind a Connect cluster. */
  Optional<ClusterIdentity> identity(String cluster);

  /** The Kafka clusters last seen, by Connect cluster. */
  List<ClusterIdentity> identities();

  /** Remembers the Kafka cluster behind a Connect cluster, in place of the one before. */
  void identify(ClusterIdentity identity);

  /**
   * Notes that somebody agreed to exactly this: the digest of the names to delete, or the commit of
   * a rewritten history.
   */
  void acknowledge(String digest, String actor, Instant at);

  /** The acknowledgements not yet used, oldest first. */
  List<Acknowledgement> acknowledgements();

  /** The digests acknowledged and not yet used. */
  default Set<String> acknowledged() {
    return acknowledgements().stream().map(Acknowledgement::digest).collect(toUnmodifiableSet());
  }

  /**
   * Uses an acknowledgement up.
   *
   * @return whether there was one; of two callers only one hears yes
   */
  boolean consume(String digest);

  /** What has drifted on one cluster and stands, and when it was first seen. */
  Map<Drifted, Instant> drift(String cluster);

  /**
   * Remembers what has drifted on one cluster, in place of what was known of it. What was known
   * already keeps its time, the rest was first seen {@code at} that time.
   */
  void noteDrift(String cluster, Set<Drifted> standing, Instant at);

  /** What is contended for on one cluster, by connector and subject. */
  List<Contest> contests(String cluster);

  /**
   * Remembers a contest in place of what was known of this connector and subject, and drops all
   * that were {@linkplain Contest#LONGEST long} over by then.
   */
  void contend(Contest contest);

  /** Drops every contest for a connector; nothing happens when there is none. */
  void settle(ConnectorId id);

  /** Since when each hold is in force. */
  Map<Hold.Id, HoldTerm> holdTerms();

  /** Notes which holds are in force now, in place of those that were. */
  void noteHolds(Map<Hold.Id, HoldTerm> terms);

  /**
   * What operators do against the files for a while, ended ones included until they are dropped.
   */
  List<Intervention> interventions();

  /** Notes an intervention, in place of one of the same {@linkplain Intervention#key key}. */
  void intervene(Intervention intervention);

  /**
   * Drops an intervention.
   *
   * @return whether there was one; of two callers only one hears yes
   */
  boolean endIntervention(Intervention.Key key);

  /**
   * Drops exactly this intervention, and none of the same key that began at another time.
   *
   * @return whether it was there
   */
  boolean endIntervention(Intervention intervention);

  /**
   * Notes under which name an account was seen, unless another one was seen under it before.
   *
   * @return the account that was seen first under this name
   */
  String meet(String name, String account, Instant at);

  /** The requests to change the branch that we told something on, by number. */
  SortedMap<Long, ToldRequest> toldRequests();

  /** Remembers what was told on a request, in place of what was told before. */
  void tell(ToldRequest request);

  /** Forgets a request, of which there is nothing more to tell. */
  void forgetRequest(long number);

  /**
   * Remembers what a cluster has installed, in place of what was known. The definition of a plugin
   * that is still there in the same version stays.
   */
  void notePlugins(String cluster, Collection<Plugin> installed);

  /** Remembers the definition of a plugin that a cluster has installed. */
  void noteDefinition(String cluster, Plugin plugin, String json);

  /**
   * What a cluster had installed when it was last asked; empty text where no definition is known.
   */
  SortedMap<Plugin, String> plugins(String cluster);

  /**
   * Remembers for good that a class takes these keys for passwords, besides those that are known.
   */
  void notePasswordKeys(String cluster, String className, Set<String> keys);

  /** The keys that classes take for passwords, by cluster and class. */
  Map<String, Map<String, Set<String>>> passwordKeys();

  /** Remembers a letter of the outbox, in the place of what was remembered under its number. */
  void keepLetter(long number, String json);

  /** Forgets a letter, if there is one of this number. */
  void forgetLetter(long number);

  /** The letters, by number. */
  SortedMap<Long, String> letters();

  /** Remembers how a cluster has been, in place of what was remembered of it. */
  void keepCourse(String cluster, String json);

  /** How a cluster has been, if that is remembered. */
  Optional<String> course(String cluster);

  /**
   * Remembers a cycle on one cluster, and drops those beyond the {@link Retention}. A cycle is
   * recorded once: the same id and cluster again is a broken promise.
   */
  void recordCycle(CycleRecord cycle);

  /** The last cycle on one cluster was walked again, and ended in the same words. */
  void repeatCycle(String cluster, Instant at);

  /** The newest cycle on one cluster whose outcomes hold this text, as it stands in the JSON. */
  Optional<CycleRecord> lastCycleWith(String cluster, String text);

  /** The last cycle on one cluster. */
  Optional<CycleRecord> lastCycle(String cluster);

  /** The cycles of all clusters, newest first. */
  List<CycleRecord> cycles(int limit);

  /** The cycles on one cluster, newest first. */
  List<CycleRecord> cycles(String cluster, int limit);

  /** One cycle: a record for each cluster it touched, by cluster. */
  List<CycleRecord> cycle(String id);

  /**
   * Appends to the audit trail.
   *
   * @param actor who: a token's name, a person, or the daemon itself
   * @param action what was done, in one word
   * @param subject to what: a connector, a cluster, a commit
   * @param detailJson the rest, masked
   */
  AuditEntry audit(Instant at, String actor, String action, String subject, String detailJson);

  /** The trail after a sequence number (0 for its beginning), oldest first. */
  List<AuditEntry> auditAfter(long sequence, int limit);

  /** The trail before a sequence number (Long.MAX_VALUE for its end), newest first. */
  List<AuditEntry> auditBefore(long sequence, int limit);

  /** Walks the whole trail and checks that no entry was changed, left out or put in. */
  default AuditVerdict verifyAudit() {
    return AuditVerdict.of(this);
  }

  /** Leaves nothing but the database behind, and lets another process lead. */
  @Override
  void close();
}
