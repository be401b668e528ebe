package io.riparian.reconcile;

import static io.riparian.reconcile.Promise.HALF_AN_ANSWER_IS_NONE;
import static io.riparian.reconcile.Promise.IT_CONVERGES;
import static io.riparian.reconcile.Promise.NOTHING_IS_CREATED_TWICE;
import static io.riparian.reconcile.Promise.NOT_MORE_THAN_AGREED;
import static io.riparian.reconcile.Promise.ONLY_OURS_IS_WRITTEN;
import static io.riparian.reconcile.Promise.ONLY_WHAT_WAS_REMOVED_IS_DELETED;
import static io.riparian.reconcile.Promise.QUIET_IS_QUIET;
import static io.riparian.reconcile.Promise.WHAT_HAPPENED_IS_REMEMBERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A referee who overlooks a foul proves nothing: here the engine commits each of them. */
class MutantTest {
  private static final int WORLDS = 500;
  private static final long FIRST = 20261126;

  private static Stream<Mutant> mutants() {
    return Stream.of(
        new Mutant(
            "an update does not look first",
            "reconcile/GuardedCluster",
            """
                      ObservedConnector now = requireOurs(id);
                      if (isExactly(now, sent)) {
                        return knownServerKeys(now);
                      }
            """,
            "",
            Set.of(ONLY_OURS_IS_WRITTEN)),
        new Mutant(
            "a state is set on what became foreign",
            "reconcile/GuardedCluster",
            """
                      requireOurs(id);
                      write(
            """,
            "read(id); write(",
            Set.of(ONLY_OURS_IS_WRITTEN)),
        new Mutant(
            "a deletion does not ask whose it is",
            "reconcile/GuardedCluster",
            "requireMarked(now.get());",
            "",
            Set.of(ONLY_OURS_IS_WRITTEN, ONLY_WHAT_WAS_REMOVED_IS_DELETED)),
        new Mutant(
            "a creation whose answer was lost is sent again at once",
            "reconcile/GuardedCluster",
            "if (remedy == Remedy.LOOK_FIRST) {",
            "if (remedy == Remedy.GIVE_UP) {",
            Set.of(NOTHING_IS_CREATED_TWICE)),
        new Mutant(
            "a connector is asked again for the state that it has",
            "plan/DeclaredPlanning",
            "|| now == declared.state()) {",
            ") {",
            Set.of(QUIET_IS_QUIET, IT_CONVERGES)),
        new Mutant(
            "the intention to create is not noted",
            "reconcile/ChangeApplier",
            "if (before.filter(ChangeApplier::wasHere).isEmpty()) {",
            "if (declared.id().name().isEmpty()) {",
            Set.of(IT_CONVERGES)),
        new Mutant(
            "a creation that may have happened is forgotten",
            "reconcile/ChangeApplier",
            "if (!failure.kind().mayHaveHappened()) {",
            "if (failure.kind() != Kind.REFUSED) {",
            Set.of(WHAT_HAPPENED_IS_REMEMBERED, IT_CONVERGES)),
        new Mutant(
            "an update is noted before it is made",
            "reconcile/ChangeApplier",
            """
                Set<String> serverKeys;
                try {
            """,
            """
                Set<String> serverKeys;
                ledger.record(applied(declared, Origin.APPLIED, Set.of(), declared.state()));
                try {
            """,
            Set.of(WHAT_HAPPENED_IS_REMEMBERED)),
        new Mutant(
            "a cluster that does not answer is taken for an empty one",
            "connect/ClusterWatch",
            "return unanswered(at, failure);\n    }\n  }\n\n  private Observation.Answered look",
            """
                  return new Observation.Answered(
                      name, at, new Worker("4.3.1", "kafka-1"), new java.util.TreeMap<>(), true);
                }
              }

              private Observation.Answered look""",
            Set.of(HALF_AN_ANSWER_IS_NONE)),
        new Mutant(
            "what a starting worker does not list is taken for gone",
            "connect/Absence",
            "case NOT_READY -> !expected.proven() && missingSince.isEmpty();",
            "case NOT_READY -> true;",
            Set.of(HALF_AN_ANSWER_IS_NONE, NOTHING_IS_CREATED_TWICE, WHAT_HAPPENED_IS_REMEMBERED)),
        new Mutant(
            "a cluster that is only observed is written to",
            "reconcile/ClusterWalk",
            "cluster.mode() == Cluster.Mode.MANAGE && standing == Standing.NORMAL",
            "standing == Standing.NORMAL",
            Set.of(NOT_MORE_THAN_AGREED)),
        new Mutant(
            "any number is deleted without asking",
            "plan/Pruning",
            "if (tooMany.isEmpty() || agreed) {",
            "if (tooMany.isEmpty() || agreed || !deletes.isEmpty()) {",
            Set.of(NOT_MORE_THAN_AGREED)),
        new Mutant(
            "a file that cannot be read is taken for one that was removed",
            "plan/Pruning",
            """
                  case FILE_BROKEN ->
                      kept(
                          INVALID_FILE,
                          "a file with a mistake may declare it; it stays as it is until that is mended");
            """,
            "case FILE_BROKEN -> Optional.empty();",
            Set.of(ONLY_WHAT_WAS_REMOVED_IS_DELETED)),
        new Mutant(
            "whatever runs under a declared name is adopted",
            "plan/DeclaredPlanning",
            "if (declared.adopt()) {",
            "if (!declared.id().name().isEmpty()) {",
            Set.of(NOT_MORE_THAN_AGREED)),
        new Mutant(
            "the keys that a worker adds count as drift",
            "reconcile/GuardedCluster",
            "added.remove(ConnectorConfig.NAME);",
            "added.clear();",
            Set.of(IT_CONVERGES, QUIET_IS_QUIET, WHAT_HAPPENED_IS_REMEMBERED)));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void theRefereeSeesWhatIsWrong(Mutant mutant, @TempDir Path directory) {
    String broken = mutant.firstBroken(directory, FIRST, WORLDS);

    System.out.println(mutant + ": " + broken.lines().findFirst().orElse("not seen"));
    assertThat(mutant.breaks())
        .as(broken)
        .anyMatch(promise -> broken.startsWith(promise.name() + " "));
  }
}
