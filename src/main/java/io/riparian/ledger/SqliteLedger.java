package io.riparian.ledger;

import io.riparian.model.AppliedConnector;
import io.riparian.model.ConnectorId;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Intervention;
import io.riparian.model.Plugin;
import io.riparian.plan.Contest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The ledger in a SQLite file on a local disk. Whoever has it open leads: there is one at a time,
 * among all processes.
 */
public final class SqliteLedger implements Ledger {
  private final Path directory;
  private final LedgerLock lock;
  private final Database database;
  private final AppliedTable applied;
  private final Retention retention;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SqliteLedger(Path directory, LedgerLock lock, Database database, Retention retention) {
    this.directory = directory;
    this.lock = lock;
    this.database = database;
    this.applied = new AppliedTable(database);
    this.retention = retention;
  }

  /** Opens with the usual {@link Retention}. */
  public static SqliteLedger open(Path directory, String role) {
    return open(directory, role, Retention.DEFAULT);
  }

  /**
   * Takes the lock and opens the ledger. A missing directory or database is created, for that is
   * what a first start finds, and a lost ledger too.
   *
   * @param directory ours alone, on a local disk: SQLite's log does not work over a network
   * @param role what this process is, for whoever finds it locked
   * @throws LedgerLockedException when another leads
   * @throws LedgerUnreadableException when there is a database that we cannot read
   * @throws LedgerUnwritableException when the directory cannot be written to
   */
  public static SqliteLedger open(Path directory, String role, Retention retention) {
    try {
      create(directory);
      LedgerLock lock = LedgerLock.acquire(directory, role);
      boolean opened = false;
      try {
        NativeLibrary.load(directory.toAbsolutePath());
        Database database = new DatabaseFile(directory).open();
        opened = true;
        return new SqliteLedger(directory, lock, database, retention);
      } finally {
        if (!opened) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw new LedgerUnwritableException(directory, e);
    }
  }

  private static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] onlyUs = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
    Files.createDirectories(directory, posix ? onlyUs : new FileAttribute<?>[0]);
  }

  @Override
  public Optional<Birth> birth() {
    return database.read(BirthTable::get);
  }

  @Override
  public void begin(
      Birth birth, Collection<Accepted> accepted, Collection<AppliedConnector> connectors) {
    try {
      database.write(
          connection -> {
            BirthTable.put(connection, birth);
            AcceptedTable.put(connection, accepted);
            AppliedTable.put(connection, connectors);
          });
    } finally {
      applied.forget();
    }
  }

  @Override
  public SortedMap<ConnectorId, AppliedConnector> applied() {
    return applied.all();
  }

  @Override
  public Optional<AppliedConnector> applied(ConnectorId id) {
    return applied.one(id);
  }

  @Override
  public void recordAll(Collection<AppliedConnector> connectors) {
    applied.record(connectors);
  }

  @Override
  public void remove(ConnectorId id) {
    applied.remove(id);
  }

  @Override
  public void retire(ConnectorId id, Instant at) {
    applied.retire(id, at, retention);
  }

  @Override
  public Optional<String> lastOwner(ConnectorId id) {
    return database.read(connection -> LastOwnerTable.get(connection, id));
  }

  @Override
  public Optional<Accepted> accepted(String unit) {
    return Optional.ofNullable(acceptedUnits().get(unit));
  }

  @Override
  public SortedMap<String, Accepted> acceptedUnits() {
    return database.read(AcceptedTable::all);
  }

  @Override
  public void acceptAll(Collection<Accepted> accepted) {
    database.write(
        connection -> {
          BirthTable.requireBegun(connection);
          AcceptedTable.put(connection, accepted);
        });
  }

  @Override
  public void freeze(RewrittenHistory history) {
    database.write(connection -> RewrittenHistoryTable.put(connection, history));
  }

  @Override
  public Optional<RewrittenHistory> frozen() {
    return database.read(RewrittenHistoryTable::get);
  }

  @Override
  public boolean thaw(String candidate) {
    return database.decide(connection -> RewrittenHistoryTable.thaw(connection, candidate));
  }

  @Override
  public Optional<ClusterIdentity> identity(String cluster) {
    return database.read(connection -> ClusterIdentityTable.get(connection, cluster));
  }

  @Override
  public List<ClusterIdentity> identities() {
    return database.read(ClusterIdentityTable::all);
  }

  @Override
  public void identify(ClusterIdentity identity) {
    database.write(connection -> ClusterIdentityTable.put(connection, identity));
  }

  @Override
  public void acknowledge(String digest, String actor, Instant at) {
    database.write(connection -> AcknowledgementTable.put(connection, digest, actor, at));
  }

  @Override
  public List<Acknowledgement> acknowledgements() {
    return database.read(AcknowledgementTable::all);
  }

  @Override
  public boolean consume(String digest) {
    return database.decide(connection -> AcknowledgementTable.consume(connection, digest));
  }

  @Override
  public Map<Drifted, Instant> drift(String cluster) {
    return database.read(connection -> DriftTable.of(connection, cluster));
  }

  @Override
  public void noteDrift(String cluster, Set<Drifted> standing, Instant at) {
    database.write(connection -> DriftTable.replace(connection, cluster, standing, at));
  }

  @Override
  public List<Contest> contests(String cluster) {
    return database.read(connection -> ContestTable.of(connection, cluster));
  }

  @Override
  public void contend(Contest contest) {
    database.write(connection -> ContestTable.put(connection, contest));
  }

  @Override
  public void settle(ConnectorId id) {
    database.write(connection -> ContestTable.remove(connection, id));
  }

  @Override
  public Map<Hold.Id, HoldTerm> holdTerms() {
    return database.read(HeldSinceTable::all);
  }

  @Override
  public void noteHolds(Map<Hold.Id, HoldTerm> terms) {
    database.write(connection -> HeldSinceTable.note(connection, terms));
  }

  @Override
  public String meet(String name, String account, Instant at) {
    return database.decide(connection -> AccountTable.meet(connection, name, account, at));
  }

  @Override
  public SortedMap<Long, ToldRequest> toldRequests() {
    return database.read(RequestTable::all);
  }

  @Override
  public void tell(ToldRequest request) {
    database.write(connection -> RequestTable.put(connection, request));
  }

  @Override
  public void forgetRequest(long number) {
    database.write(connection -> RequestTable.remove(connection, number));
  }

  @Override
  public void notePlugins(String cluster, Collection<Plugin> installed) {
    database.write(connection -> PluginTable.note(connection, cluster, installed));
  }

  @Override
  public void noteDefinition(String cluster, Plugin plugin, String json) {
    database.write(connection -> PluginTable.define(connection, cluster, plugin, json));
  }

  @Override
  public SortedMap<Plugin, String> plugins(String cluster) {
    return database.read(connection -> PluginTable.of(connection, cluster));
  }

  @Override
  public void notePasswordKeys(String cluster, String className, Set<String> keys) {
    if (!passwordKeys()
        .getOrDefault(cluster, Map.of())
        .getOrDefault(className, Set.of())
        .containsAll(keys)) {
      database.write(connection -> PasswordKeyTable.note(connection, cluster, className, keys));
    }
  }

  @Override
  public Map<String, Map<String, Set<String>>> passwordKeys() {
    return database.read(PasswordKeyTable::all);
  }

  @Override
  public void keepLetter(long number, String json) {
    database.write(connection -> OutboxTable.put(connection, number, json));
  }

  @Override
  public void forgetLetter(long number) {
    database.write(connection -> OutboxTable.remove(connection, number));
  }

  @Override
  public SortedMap<Long, String> letters() {
    return database.read(OutboxTable::all);
  }

  @Override
  public void keepCourse(String cluster, String json) {
    database.write(connection -> CourseTable.put(connection, cluster, json));
  }

  @Override
  public Optional<String> course(String cluster) {
    return database.read(connection -> CourseTable.get(connection, cluster));
  }

  @Override
  public List<Intervention> interventions() {
    return database.read(InterventionTable::all);
  }

  @Override
  public void intervene(Intervention intervention) {
    database.write(connection -> InterventionTable.put(connection, intervention));
  }

  @Override
  public boolean endIntervention(Intervention intervention) {
    return database.decide(connection -> InterventionTable.remove(connection, intervention));
  }

  @Override
  public boolean endIntervention(Intervention.Key key) {
    return database.decide(connection -> InterventionTable.remove(connection, key));
  }

  @Override
  public void recordCycle(CycleRecord cycle) {
    database.write(connection -> CycleTable.put(connection, cycle, retention));
  }

  @Override
  public void repeatCycle(String cluster, Instant at) {
    database.write(connection -> CycleTable.repeat(connection, cluster, at));
  }

  @Override
  public Optional<CycleRecord> lastCycleWith(String cluster, String text) {
    return database.read(connection -> CycleTable.newestWith(connection, cluster, text));
  }

  @Override
  public Optional<CycleRecord> lastCycle(String cluster) {
    return cycles(cluster, 1).stream().findFirst();
  }

  @Override
  public List<CycleRecord> cycles(int limit) {
    return database.read(connection -> CycleTable.newest(connection, limit));
  }

  @Override
  public List<CycleRecord> cycles(String cluster, int limit) {
    return database.read(connection -> CycleTable.newest(connection, cluster, limit));
  }

  @Override
  public List<CycleRecord> cycle(String id) {
    return database.read(connection -> CycleTable.byId(connection, id));
  }

  @Override
  public AuditEntry audit(
      Instant at, String actor, String action, String subject, String detailJson) {
    return database.decide(
        connection -> AuditTable.append(connection, at, actor, action, subject, detailJson));
  }

  @Override
  public List<AuditEntry> auditAfter(long sequence, int limit) {
    return database.read(connection -> AuditTable.after(connection, sequence, limit));
  }

  @Override
  public List<AuditEntry> auditBefore(long sequence, int limit) {
    return database.read(connection -> AuditTable.before(connection, sequence, limit));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (lock) {
      database.close();
    } catch (IOException e) {
      throw new LedgerUnwritableException(directory, e);
    }
  }
}
