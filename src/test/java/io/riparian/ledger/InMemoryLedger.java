package io.riparian.ledger;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Intervention;
import io.riparian.model.Plugin;
import io.riparian.plan.Contest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A ledger without a disk, for tests of everything above it. It passes the same contract. */
public final class InMemoryLedger implements Ledger {
  private final Retention retention;
  private final SortedMap<ConnectorId, AppliedConnector> applied = new TreeMap<>();
  private final SortedMap<String, Accepted> accepted = new TreeMap<>();
  private final Map<ConnectorId, String> lastOwners = new LinkedHashMap<>();
  private final SortedMap<String, ClusterIdentity> identities = new TreeMap<>();
  private final Map<String, Acknowledgement> acknowledgements = new LinkedHashMap<>();
  private final SortedMap<String, Contest> contests = new TreeMap<>();
  private final Map<Hold.Id, HoldTerm> holdTerms = new HashMap<>();
  private final Map<String, SortedMap<Plugin, String>> plugins = new HashMap<>();
  private final Map<String, Map<String, Set<String>>> passwordKeys = new HashMap<>();
  private final Map<String, String> courses = new HashMap<>();
  private final SortedMap<Long, String> letters = new TreeMap<>();
  private final SortedMap<Long, ToldRequest> requests = new TreeMap<>();
  private final Map<String, String> accounts = new HashMap<>();
  private final Map<Intervention.Key, Intervention> interventions = new HashMap<>();
  private final List<CycleRecord> newestCycles = new ArrayList<>();
  private final Map<Drifted, Instant> drift = new HashMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private @Nullable Birth birth;
  private @Nullable RewrittenHistory history;
  private boolean closed;

  public InMemoryLedger() {
    this(Retention.DEFAULT);
  }

  public InMemoryLedger(Retention retention) {
    this.retention = retention;
  }

  /** One that has begun, as most tests want it. */
  public static InMemoryLedger begun() {
    InMemoryLedger ledger = new InMemoryLedger();
    Birth birth = new Birth(Birth.Kind.FIRST_START, "c0", "test", Instant.EPOCH);
    ledger.begin(birth, List.of(), List.of());
    return ledger;
  }

  @Override
  public synchronized Optional<Birth> birth() {
    requireOpen();
    return Optional.ofNullable(birth);
  }

  @Override
  public synchronized void begin(
      Birth birth, Collection<Accepted> trees, Collection<AppliedConnector> connectors) {
    requireOpen();
    require(this.birth == null, "a ledger begins once");
    this.birth = birth;
    acceptAll(trees);
    recordAll(connectors);
  }

  @Override
  public synchronized SortedMap<ConnectorId, AppliedConnector> applied() {
    requireOpen();
    return Collections.unmodifiableSortedMap(new TreeMap<>(applied));
  }

  @Override
  public synchronized Optional<AppliedConnector> applied(ConnectorId id) {
    return Optional.ofNullable(applied.get(id));
  }

  @Override
  public synchronized void recordAll(Collection<AppliedConnector> connectors) {
    requireOpen();
    require(birth != null, "nothing is applied before the ledger has begun");
    List.copyOf(connectors).forEach(connector -> applied.put(connector.id(), connector));
  }

  @Override
  public synchronized void remove(ConnectorId id) {
    requireOpen();
    applied.remove(id);
  }

  @Override
  public synchronized void retire(ConnectorId id, Instant at) {
    requireOpen();
    AppliedConnector gone = applied.remove(id);
    if (gone != null) {
      lastOwners.remove(id);
      lastOwners.put(id, gone.team());
      lastOwners.keySet().stream()
          .limit(Math.max(0, lastOwners.size() - retention.lastOwners()))
          .toList()
          .forEach(lastOwners::remove);
    }
  }

  @Override
  public synchronized Optional<String> lastOwner(ConnectorId id) {
    requireOpen();
    return Optional.ofNullable(lastOwners.get(id));
  }

  @Override
  public synchronized Optional<Accepted> accepted(String unit) {
    requireOpen();
    return Optional.ofNullable(accepted.get(unit));
  }

  @Override
  public synchronized SortedMap<String, Accepted> acceptedUnits() {
    requireOpen();
    return Collections.unmodifiableSortedMap(new TreeMap<>(accepted));
  }

  @Override
  public synchronized void acceptAll(Collection<Accepted> trees) {
    requireOpen();
    require(birth != null, "nothing is accepted before the ledger has begun");
    trees.forEach(tree -> accepted.put(tree.unit(), tree));
  }

  @Override
  public synchronized void freeze(RewrittenHistory history) {
    requireOpen();
    this.history = history;
  }

  @Override
  public synchronized Optional<RewrittenHistory> frozen() {
    requireOpen();
    return Optional.ofNullable(history);
  }

  @Override
  public synchronized boolean thaw(String candidate) {
    boolean waiting = frozen().filter(it -> it.candidate().equals(candidate)).isPresent();
    boolean thawed = waiting && consume(candidate);
    if (thawed) {
      history = null;
    }
    return thawed;
  }

  @Override
  public synchronized Optional<ClusterIdentity> identity(String cluster) {
    requireOpen();
    return Optional.ofNullable(identities.get(cluster));
  }

  @Override
  public synchronized List<ClusterIdentity> identities() {
    requireOpen();
    return List.copyOf(identities.values());
  }

  @Override
  public synchronized void identify(ClusterIdentity identity) {
    requireOpen();
    identities.put(identity.cluster(), identity);
  }

  @Override
  public synchronized void acknowledge(String digest, String actor, Instant at) {
    requireOpen();
    acknowledgements.remove(digest);
    acknowledgements.put(digest, new Acknowledgement(digest, actor, at));
  }

  @Override
  public synchronized List<Acknowledgement> acknowledgements() {
    requireOpen();
    return List.copyOf(acknowledgements.values());
  }

  @Override
  public synchronized boolean consume(String digest) {
    requireOpen();
    return acknowledgements.remove(digest) != null;
  }

  @Override
  public synchronized Map<Drifted, Instant> drift(String cluster) {
    requireOpen();
    Map<Drifted, Instant> here = new HashMap<>(drift);
    here.keySet().removeIf(drifted -> !drifted.id().cluster().equals(cluster));
    return here;
  }

  @Override
  public synchronized void noteDrift(String cluster, Set<Drifted> standing, Instant at) {
    requireOpen();
    drift
        .keySet()
        .removeIf(known -> known.id().cluster().equals(cluster) && !standing.contains(known));
    standing.forEach(drifted -> drift.putIfAbsent(drifted, at));
  }

  @Override
  public synchronized List<Contest> contests(String cluster) {
    requireOpen();
    return contests.values().stream()
        .filter(contest -> contest.id().cluster().equals(cluster))
        .toList();
  }

  @Override
  public synchronized void contend(Contest contest) {
    requireOpen();
    contests.put(contest.id() + "\n" + contest.subject(), contest);
    contests
        .values()
        .removeIf(other -> other.last().isBefore(contest.last().minus(Contest.LONGEST)));
  }

  @Override
  public synchronized void settle(ConnectorId id) {
    requireOpen();
    contests.values().removeIf(contest -> contest.id().equals(id));
  }

  @Override
  public synchronized Map<Hold.Id, HoldTerm> holdTerms() {
    requireOpen();
    return Map.copyOf(holdTerms);
  }

  @Override
  public synchronized void noteHolds(Map<Hold.Id, HoldTerm> terms) {
    requireOpen();
    holdTerms.clear();
    holdTerms.putAll(terms);
  }

  @Override
  public synchronized String meet(String name, String account, Instant at) {
    requireOpen();
    accounts.putIfAbsent(name, account);
    return accounts.getOrDefault(name, account);
  }

  @Override
  public synchronized SortedMap<Long, ToldRequest> toldRequests() {
    requireOpen();
    return new TreeMap<>(requests);
  }

  @Override
  public synchronized void tell(ToldRequest request) {
    requireOpen();
    requests.put(request.number(), request);
  }

  @Override
  public synchronized void forgetRequest(long number) {
    requireOpen();
    requests.remove(number);
  }

  @Override
  public synchronized void notePlugins(String cluster, Collection<Plugin> installed) {
    requireOpen();
    SortedMap<Plugin, String> known = plugins(cluster);
    SortedMap<Plugin, String> now = new TreeMap<>();
    installed.forEach(plugin -> now.put(plugin, known.getOrDefault(plugin, "")));
    plugins.put(cluster, now);
  }

  @Override
  public synchronized void noteDefinition(String cluster, Plugin plugin, String json) {
    requireOpen();
    plugins
        .getOrDefault(cluster, new TreeMap<>())
        .computeIfPresent(plugin, (known, before) -> json);
  }

  @Override
  public synchronized SortedMap<Plugin, String> plugins(String cluster) {
    requireOpen();
    return new TreeMap<>(plugins.getOrDefault(cluster, new TreeMap<>()));
  }

  @Override
  public synchronized void notePasswordKeys(String cluster, String className, Set<String> keys) {
    requireOpen();
    if (!keys.isEmpty()) {
      passwordKeys
          .computeIfAbsent(cluster, any -> new HashMap<>())
          .computeIfAbsent(className, any -> new HashSet<>())
          .addAll(keys);
    }
  }

  @Override
  public synchronized Map<String, Map<String, Set<String>>> passwordKeys() {
    requireOpen();
    Map<String, Map<String, Set<String>>> copy = new HashMap<>();
    passwordKeys.forEach(
        (cluster, classes) -> {
          Map<String, Set<String>> one = new HashMap<>();
          classes.forEach((name, keys) -> one.put(name, Set.copyOf(keys)));
          copy.put(cluster, one);
        });
    return copy;
  }

  @Override
  public synchronized void keepCourse(String cluster, String json) {
    requireOpen();
    courses.put(cluster, json);
  }

  @Override
  public synchronized Optional<String> course(String cluster) {
    requireOpen();
    return Optional.ofNullable(courses.get(cluster));
  }

  @Override
  public synchronized void keepLetter(long number, String json) {
    requireOpen();
    letters.put(number, json);
  }

  @Override
  public synchronized void forgetLetter(long number) {
    requireOpen();
    letters.remove(number);
  }

  @Override
  public synchronized SortedMap<Long, String> letters() {
    requireOpen();
    return new TreeMap<>(letters);
  }

  @Override
  public synchronized List<Intervention> interventions() {
    requireOpen();
    return List.copyOf(interventions.values());
  }

  @Override
  public synchronized void intervene(Intervention intervention) {
    requireOpen();
    interventions.put(intervention.key(), intervention);
  }

  @Override
  public synchronized boolean endIntervention(Intervention intervention) {
    requireOpen();
    Intervention there = interventions.get(intervention.key());
    return there != null
        && there.warrant().at().equals(intervention.warrant().at())
        && interventions.remove(intervention.key(), there);
  }

  @Override
  public synchronized boolean endIntervention(Intervention.Key key) {
    requireOpen();
    return interventions.remove(key) != null;
  }

  @Override
  public synchronized void recordCycle(CycleRecord cycle) {
    requireOpen();
    require(
        cycle(cycle.id()).stream().noneMatch(it -> it.cluster().equals(cycle.cluster())),
        "a cycle is recorded once");
    newestCycles.add(0, cycle);
    Predicate<CycleRecord> sameKind =
        it -> it.cluster().equals(cycle.cluster()) && it.quiet() == cycle.quiet();
    newestCycles.removeAll(
        newestCycles.stream().filter(sameKind).skip(retention.of(cycle.quiet())).toList());
  }

  @Override
  public synchronized void repeatCycle(String cluster, Instant at) {
    lastCycle(cluster)
        .ifPresent(last -> newestCycles.set(newestCycles.indexOf(last), last.repeated(at)));
  }

  @Override
  public synchronized Optional<CycleRecord> lastCycleWith(String cluster, String text) {
    return cycles(cluster, Integer.MAX_VALUE).stream()
        .filter(cycle -> cycle.outcomesJson().contains(text))
        .findFirst();
  }

  @Override
  public synchronized Optional<CycleRecord> lastCycle(String cluster) {
    return cycles(cluster, 1).stream().findFirst();
  }

  @Override
  public synchronized List<CycleRecord> cycles(int limit) {
    requireOpen();
    return newestCycles.stream().limit(limit).toList();
  }

  @Override
  public synchronized List<CycleRecord> cycles(String cluster, int limit) {
    requireOpen();
    return newestCycles.stream().filter(it -> it.cluster().equals(cluster)).limit(limit).toList();
  }

  @Override
  public synchronized List<CycleRecord> cycle(String id) {
    requireOpen();
    return newestCycles.stream()
        .filter(it -> it.id().equals(id))
        .sorted(Comparator.comparing(CycleRecord::cluster))
        .toList();
  }

  @Override
  public synchronized AuditEntry audit(
      Instant at, String actor, String action, String subject, String detailJson) {
    requireOpen();
    String head = audit.isEmpty() ? AuditEntry.GENESIS : audit.get(audit.size() - 1).hash();
    AuditEntry entry =
        AuditEntry.chained(head, audit.size() + 1L, at, actor, action, subject, detailJson);
    audit.add(entry);
    return entry;
  }

  @Override
  public synchronized List<AuditEntry> auditAfter(long sequence, int limit) {
    requireOpen();
    return audit.stream().filter(it -> it.sequence() > sequence).limit(limit).toList();
  }

  @Override
  public synchronized List<AuditEntry> auditBefore(long sequence, int limit) {
    requireOpen();
    return audit.stream()
        .filter(it -> it.sequence() < sequence)
        .sorted(Comparator.comparing(AuditEntry::sequence).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void requireOpen() {
    require(!closed, "the ledger is used after it was closed");
  }

  private static void require(boolean kept, String promise) {
    if (!kept) {
      throw new IllegalStateException(promise);
    }
  }
}
