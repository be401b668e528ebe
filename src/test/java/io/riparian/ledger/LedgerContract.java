package io.riparian.ledger;

import static io.riparian.ledger.LedgerSamples.NOW;
import static io.riparian.ledger.LedgerSamples.accepted;
import static io.riparian.ledger.LedgerSamples.connector;
import static io.riparian.ledger.LedgerSamples.cycle;
import static io.riparian.ledger.LedgerSamples.firstStart;
import static io.riparian.ledger.LedgerSamples.quietCycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import io.riparian.model.Intervention;
import io.riparian.model.Plugin;
import io.riparian.model.Warrant;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.Contest;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does, the fake and the real one. */
abstract class LedgerContract {
  private Ledger ledger;

  /** An empty ledger that keeps so much. */
  abstract Ledger open(Retention retention);

  @BeforeEach
  void openLedger() {
    ledger = open(new Retention(3, 2, 2));
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void aNewLedgerIsEmptyAndKnowsNothing() {
    assertThat(ledger.isEmpty()).isTrue();
    assertThat(ledger.birth()).isEmpty();
    assertThat(ledger.applied()).isEmpty();
    assertThat(ledger.accepted()).isEmpty();
    assertThat(ledger.acceptedUnits()).isEmpty();
    assertThat(ledger.frozen()).isEmpty();
    assertThat(ledger.identity("shared")).isEmpty();
    assertThat(ledger.acknowledged()).isEmpty();
    assertThat(ledger.cycles(10)).isEmpty();
    assertThat(ledger.lastCycle("shared")).isEmpty();
    assertThat(ledger.auditAfter(0, 10)).isEmpty();
  }

  @Test
  void nothingIsAcceptedOrAppliedBeforeTheLedgerHasBegun() {
    assertThatIllegalStateException().isThrownBy(() -> ledger.accept(accepted("*", "c1")));
    assertThatIllegalStateException().isThrownBy(() -> ledger.record(connector("orders")));

    assertThat(ledger.isEmpty()).isTrue();
    assertThat(ledger.acceptedUnits()).isEmpty();
    assertThat(ledger.applied()).isEmpty();
  }

  @Test
  void whatWeOnlyLookedAtDoesNotBeginALedger() {
    ledger.identify(new ClusterIdentity("shared", "kafka-1", NOW));
    ledger.recordCycle(cycle("1", "shared"));
    ledger.audit(NOW, "daemon", "start", "ledger", "{}");
    ledger.acknowledge("digest", "anna", NOW);
    ledger.freeze(new RewrittenHistory("c1", "c2", NOW));

    assertThat(ledger.isEmpty()).isTrue();
  }

  @Test
  void aBaselineBringsItsTreesAndItsConnectors() {
    Birth baseline = new Birth(Birth.Kind.BASELINE, "c1", "anna", NOW);
    assertThat(ledger.applied()).isEmpty();

    ledger.begin(baseline, List.of(accepted("*", "c1")), List.of(connector("orders")));

    assertThat(ledger.isEmpty()).isFalse();
    assertThat(ledger.birth()).contains(baseline);
    assertThat(ledger.accepted()).contains(accepted("*", "c1"));
    assertThat(ledger.applied()).containsOnlyKeys(connector("orders").id());
  }

  @Test
  void aLedgerBeginsOnce() {
    ledger.begin(firstStart(), List.of(), List.of());
    Birth again = new Birth(Birth.Kind.BASELINE, "c2", "anna", NOW);

    assertThatIllegalStateException()
        .isThrownBy(
            () -> ledger.begin(again, List.of(accepted("*", "c2")), List.of(connector("orders"))));

    assertThat(ledger.birth()).contains(firstStart());
    assertThat(ledger.accepted()).isEmpty();
    assertThat(ledger.applied()).isEmpty();
  }

  @Test
  void whatIsRecordedComesBackAsItWas() {
    begin();
    AppliedConnector orders =
        connector(
            "orders",
            Origin.INTENDED,
            Map.of("topics", "d1", "odd key\n=\t☃", "d2", "", "d3+/="),
            Set.of("added.by.the.server", "", "odd\nkey"));

    ledger.record(orders);

    assertThat(ledger.applied()).containsExactly(Map.entry(orders.id(), orders));
  }

  @Test
  void theNewRecordOfAConnectorReplacesTheOldOneWithAllItsKeys() {
    begin();
    ledger.record(connector("orders", Origin.INTENDED, Map.of("a", "1", "b", "2"), Set.of("x")));
    AppliedConnector now = connector("orders", Origin.APPLIED, Map.of("a", "3"), Set.of());

    ledger.record(now);

    assertThat(ledger.applied()).containsExactly(Map.entry(now.id(), now));
  }

  @Test
  void ofSeveralConnectorsEitherAllAreRecordedOrNone() {
    begin();
    ledger.record(connector("orders"));
    List<AppliedConnector> breaksOff =
        new AbstractList<>() {
          @Override
          public AppliedConnector get(int index) {
            if (index == 1) {
              throw new UnsupportedOperationException("breaks off");
            }
            return connector("refunds");
          }

          @Override
          public int size() {
            return 2;
          }
        };

    assertThatThrownBy(() -> ledger.recordAll(breaksOff)).hasMessage("breaks off");

    assertThat(ledger.applied()).containsOnlyKeys(connector("orders").id());
    ledger.record(connector("fraud"));
    assertThat(ledger.applied())
        .containsOnlyKeys(connector("fraud").id(), connector("orders").id());
  }

  @Test
  void aForgottenConnectorIsStillRemembered() {
    begin();
    AppliedConnector forgotten = connector("orders", Origin.FORGOTTEN, Map.of(), Set.of());

    ledger.record(forgotten);

    assertThat(ledger.applied()).containsValue(forgotten);
  }

  @Test
  void aRemovedConnectorIsGoneAndItsNeighbourIsNot() {
    begin();
    ledger.recordAll(List.of(connector("orders"), connector("refunds")));

    ledger.remove(connector("orders").id());
    ledger.remove(new ConnectorId("shared", "never-there"));

    assertThat(ledger.applied()).containsOnlyKeys(connector("refunds").id());
  }

  @Test
  void ofARetiredConnectorItIsKnownWhoseItWas() {
    begin();
    ledger.recordAll(List.of(connector("orders"), connector("refunds")));
    ConnectorId orders = connector("orders").id();
    assertThat(ledger.lastOwner(orders)).isEmpty();

    ledger.retire(orders, NOW);

    assertThat(ledger.applied()).containsOnlyKeys(connector("refunds").id());
    assertThat(ledger.lastOwner(orders)).contains(connector("orders").team());
    assertThat(ledger.lastOwner(new ConnectorId("elsewhere", "orders"))).isEmpty();
    ledger.retire(orders, NOW);
    assertThat(ledger.lastOwner(orders))
        .as("what is not known takes nothing away")
        .contains(connector("orders").team());
  }

  @Test
  void whatNeverWasHadNoOwner() {
    begin();
    ledger.record(connector("orders"));

    ledger.remove(connector("orders").id());

    assertThat(ledger.lastOwner(connector("orders").id())).isEmpty();
  }

  @Test
  void ofWhatIsLongGoneTheOwnerIsForgotten() {
    begin();
    for (String name : List.of("a", "b", "a", "c")) {
      ledger.record(connector(name));
      ledger.retire(connector(name).id(), NOW);
    }

    assertThat(ledger.lastOwner(connector("b").id())).isEmpty();
    assertThat(ledger.lastOwner(connector("a").id())).isPresent();
    assertThat(ledger.lastOwner(connector("c").id())).isPresent();
  }

  @Test
  void appliedIsOneMomentAndInOrder() {
    begin();
    ledger.recordAll(List.of(connector("refunds"), connector("orders")));
    Map<ConnectorId, AppliedConnector> before = ledger.applied();

    ledger.record(connector("fraud"));

    assertThat(before.keySet()).extracting(ConnectorId::name).containsExactly("orders", "refunds");
    assertThat(ledger.applied().keySet())
        .extracting(ConnectorId::name)
        .containsExactly("fraud", "orders", "refunds");
    assertThatThrownBy(before::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void eachUnitHasItsOwnAcceptedTree() {
    begin();

    ledger.acceptAll(List.of(accepted("*", "c1"), accepted("payments", "c1")));
    ledger.accept(accepted("payments", "c2"));

    assertThat(ledger.accepted()).contains(accepted("*", "c1"));
    assertThat(ledger.accepted("payments")).contains(accepted("payments", "c2"));
    assertThat(ledger.acceptedUnits()).containsOnlyKeys("*", "payments");
  }

  @Test
  void aDefinitionStaysAsLongAsItsPluginIsInstalledInThatVersion() {
    Plugin old = new Plugin("org.example.Sink", Plugin.Type.SINK, "1.0");
    Plugin other = new Plugin("org.example.Source", Plugin.Type.SOURCE, "1.0");
    ledger.notePlugins("shared", List.of(old, other));
    ledger.noteDefinition("shared", old, "[1]");
    ledger.noteDefinition("shared", other, "[2]");
    ledger.noteDefinition("elsewhere", other, "[3]");

    Plugin next = new Plugin("org.example.Sink", Plugin.Type.SINK, "1.1");
    ledger.notePlugins("shared", List.of(next, other));

    assertThat(ledger.plugins("shared")).isEqualTo(Map.of(next, "", other, "[2]"));
    assertThat(ledger.plugins("elsewhere")).isEmpty();
  }

  @Test
  void whatAClassOnceTookForAPasswordItTakesForOneFromThenOn() {
    ledger.notePasswordKeys("shared", "org.example.Sink", Set.of("a", "b"));
    ledger.notePasswordKeys("shared", "org.example.Sink", Set.of("b", "c"));
    ledger.notePasswordKeys("shared", "org.example.Sink", Set.of());
    ledger.notePasswordKeys("shared", "org.example.Other", Set.of());
    ledger.notePasswordKeys("other", "org.example.Sink", Set.of("d"));
    ledger.notePlugins("shared", List.of());

    assertThat(ledger.passwordKeys())
        .isEqualTo(
            Map.of(
                "shared", Map.of("org.example.Sink", Set.of("a", "b", "c")),
                "other", Map.of("org.example.Sink", Set.of("d"))));
  }

  @Test
  void lettersAreKeptByTheirNumberUntilTheyAreForgotten() {
    ledger.keepLetter(10, "{\"a\":1}");
    ledger.keepLetter(9, "{}");
    ledger.keepLetter(11, "{}");
    ledger.keepLetter(10, "{\"a\":2}");
    ledger.forgetLetter(11);
    ledger.forgetLetter(99);

    assertThat(ledger.letters()).containsExactly(entry(9L, "{}"), entry(10L, "{\"a\":2}"));
  }

  @Test
  void theCourseOfAClusterIsKeptInPlaceOfTheOneBefore() {
    ledger.keepCourse("shared", "{}");
    ledger.keepCourse("payments", "{\"a\":1}");
    ledger.keepCourse("shared", "{\"a\":2}");

    assertThat(ledger.course("shared")).contains("{\"a\":2}");
    assertThat(ledger.course("payments")).contains("{\"a\":1}");
    assertThat(ledger.course("other")).isEmpty();
  }

  @Test
  void aRequestIsRememberedAsItWasToldLast() {
    ToldRequest first = new ToldRequest(7, "abc", "", "open", "{}", NOW);
    ToldRequest later = new ToldRequest(7, "def", "123", "applied", "{\"a\":1}", NOW);
    ToldRequest other = new ToldRequest(8, "abc", "", "open", "{}", NOW);
    ledger.tell(first);
    ledger.tell(other);
    ledger.tell(later);
    assertThat(ledger.toldRequests()).isEqualTo(Map.of(7L, later, 8L, other));

    ledger.forgetRequest(8);
    ledger.forgetRequest(99);

    assertThat(ledger.toldRequests()).containsOnlyKeys(7L);
  }

  @Test
  void theFirstAccountUnderANameStaysTheOneOfThatName() {
    assertThat(ledger.meet("@alice", "583", NOW)).isEqualTo("583");
    assertThat(ledger.meet("@alice", "991", NOW)).isEqualTo("583");
    assertThat(ledger.meet("@bob", "991", NOW)).isEqualTo("991");
  }

  @Test
  void theHoldsInForceTakeThePlaceOfThoseThatWere() {
    Hold.Id first = new Hold.Id("a.yaml", "first");
    Hold.Id second = new Hold.Id("a.yaml", "second");
    HoldTerm term = new HoldTerm(NOW, NOW.plusSeconds(60));
    HoldTerm longer = new HoldTerm(NOW, NOW.plusSeconds(90));
    ledger.noteHolds(Map.of(first, term, second, longer));
    assertThat(ledger.holdTerms()).isEqualTo(Map.of(first, term, second, longer));

    ledger.noteHolds(Map.of(second, term));

    assertThat(ledger.holdTerms()).isEqualTo(Map.of(second, term));
  }

  @Test
  void ofOneInterventionOnOneThingTheLastOneCounts() {
    Warrant anna = new Warrant("anna", "why", NOW, NOW.plusSeconds(60));
    Warrant ben = new Warrant("ben", "because", NOW, NOW.plusSeconds(90));
    ConnectorId orders = new ConnectorId("shared", "orders");
    Intervention paused =
        new Intervention.StateOverride(orders, DeclaredState.RUNNING, DeclaredState.PAUSED, anna);
    Intervention stopped =
        new Intervention.StateOverride(orders, DeclaredState.RUNNING, DeclaredState.STOPPED, ben);
    Intervention suspended = new Intervention.Suspension("shared", "", anna);
    Intervention open = new Intervention.BreakGlass("", ben);
    Intervention renewed =
        new Intervention.BreakGlass(
            "", new Warrant("ben", "because", NOW.plusSeconds(1), NOW.plusSeconds(90)));
    List.of(paused, suspended, open, stopped).forEach(ledger::intervene);

    assertThat(ledger.interventions()).containsExactlyInAnyOrder(suspended, open, stopped);
    assertThat(ledger.endIntervention(renewed)).isFalse();
    assertThat(ledger.endIntervention(open)).isTrue();
    assertThat(ledger.endIntervention(open)).isFalse();
    ledger.intervene(open);
    assertThat(ledger.endIntervention(paused.key())).isTrue();
    assertThat(ledger.endIntervention(paused.key())).isFalse();
    assertThat(ledger.interventions()).containsExactlyInAnyOrder(suspended, open);
  }

  @Test
  void aRewrittenHistoryFreezesUntilExactlyItIsAcknowledged() {
    RewrittenHistory history = new RewrittenHistory("c1", "c2", NOW);
    ledger.freeze(history);
    ledger.acknowledge("c3", "anna", NOW);

    assertThat(ledger.thaw("c2")).isFalse();
    assertThat(ledger.thaw("c3")).isFalse();
    assertThat(ledger.frozen()).contains(history);
    assertThat(ledger.acknowledged()).containsExactly("c3");

    ledger.acknowledge("c2", "anna", NOW);
    assertThat(ledger.thaw("c2")).isTrue();

    assertThat(ledger.frozen()).isEmpty();
    assertThat(ledger.acknowledged()).containsExactly("c3");
  }

  @Test
  void aSecondRewriteTakesThePlaceOfTheFirst() {
    ledger.freeze(new RewrittenHistory("c1", "c2", NOW));
    ledger.acknowledge("c2", "anna", NOW);

    ledger.freeze(new RewrittenHistory("c1", "c3", NOW));

    assertThat(ledger.thaw("c2")).isFalse();
    assertThat(ledger.frozen()).contains(new RewrittenHistory("c1", "c3", NOW));
  }

  @Test
  void theKafkaClusterLastSeenIsKeptByCluster() {
    ledger.identify(new ClusterIdentity("shared", "kafka-1", NOW));
    ledger.identify(new ClusterIdentity("payments", "kafka-2", NOW));

    ledger.identify(new ClusterIdentity("shared", "kafka-3", NOW));

    assertThat(ledger.identity("shared")).contains(new ClusterIdentity("shared", "kafka-3", NOW));
    assertThat(ledger.identity("payments"))
        .contains(new ClusterIdentity("payments", "kafka-2", NOW));
    assertThat(ledger.identities())
        .containsExactly(
            new ClusterIdentity("payments", "kafka-2", NOW),
            new ClusterIdentity("shared", "kafka-3", NOW));
  }

  @Test
  void anAcknowledgementIsUsedOnce() {
    ledger.acknowledge("d1", "anna", NOW);
    ledger.acknowledge("d2", "ben", NOW);
    assertThat(ledger.acknowledgements())
        .containsExactly(
            new Acknowledgement("d1", "anna", NOW), new Acknowledgement("d2", "ben", NOW));

    assertThat(ledger.consume("d1")).isTrue();
    assertThat(ledger.consume("d1")).isFalse();

    assertThat(ledger.acknowledged()).containsExactly("d2");
  }

  @Test
  void acknowledgingTwiceIsOneYesOfTheLastWhoSaidIt() {
    ledger.acknowledge("d1", "anna", NOW);
    ledger.acknowledge("d1", "ben", NOW);

    assertThat(ledger.acknowledgements()).containsExactly(new Acknowledgement("d1", "ben", NOW));
  }

  @Test
  void cyclesAreListedNewestFirst() {
    ledger.recordCycle(cycle("1", "shared"));
    ledger.recordCycle(cycle("1", "payments"));
    ledger.recordCycle(cycle("2", "shared"));

    assertThat(ledger.cycles(2)).containsExactly(cycle("2", "shared"), cycle("1", "payments"));
    assertThat(ledger.cycles("shared", 10))
        .containsExactly(cycle("2", "shared"), cycle("1", "shared"));
    assertThat(ledger.lastCycle("payments")).contains(cycle("1", "payments"));
    assertThat(ledger.cycle("1")).containsExactly(cycle("1", "payments"), cycle("1", "shared"));
    assertThat(ledger.cycle("3")).isEmpty();
  }

  @Test
  void aCycleIsRecordedOnce() {
    ledger.recordCycle(cycle("1", "shared"));

    assertThatIllegalStateException().isThrownBy(() -> ledger.recordCycle(cycle("1", "shared")));
  }

  @Test
  void theOldestCyclesOfAClusterMakeRoomForTheNewest() {
    ledger.recordCycle(cycle("0", "payments"));
    for (int i = 1; i <= 5; i++) {
      ledger.recordCycle(cycle(String.valueOf(i), "shared"));
    }

    assertThat(ledger.cycles("shared", 10))
        .extracting(CycleRecord::id)
        .containsExactly("5", "4", "3");
    assertThat(ledger.cycles("payments", 10)).extracting(CycleRecord::id).containsExactly("0");
  }

  @Test
  void quietCyclesNeverPushOutOneThatDidSomething() {
    ledger.recordCycle(cycle("1", "shared"));
    for (int i = 2; i <= 9; i++) {
      ledger.recordCycle(quietCycle(String.valueOf(i), "shared"));
    }

    assertThat(ledger.cycles("shared", 10))
        .extracting(CycleRecord::id)
        .containsExactly("9", "8", "1");
    assertThat(ledger.lastCycle("shared")).contains(quietCycle("9", "shared"));
  }

  @Test
  void aCycleThatWasRepeatedSaysHowOftenAndWhenLast() {
    ledger.recordCycle(cycle("1", "shared"));
    ledger.recordCycle(cycle("2", "shared"));
    ledger.recordCycle(cycle("2", "payments"));

    ledger.repeatCycle("shared", NOW.plusSeconds(60));
    ledger.repeatCycle("shared", NOW.plusSeconds(120));

    assertThat(ledger.cycles("shared", 10)).extracting(CycleRecord::repeated).containsExactly(2, 0);
    assertThat(ledger.lastCycle("shared").orElseThrow().lastAt()).isEqualTo(NOW.plusSeconds(120));
    assertThat(ledger.lastCycle("payments")).contains(cycle("2", "payments"));
  }

  @Test
  void theLastCycleThatDidSomethingToAConnectorIsFound() {
    ledger.recordCycle(cycle("1", "shared", "[{\"connector\":\"a\"}]"));
    ledger.recordCycle(cycle("2", "shared", "[{\"connector\":\"b\"}]"));
    ledger.recordCycle(cycle("3", "other", "[{\"connector\":\"a\"}]"));

    assertThat(ledger.lastCycleWith("shared", "\"connector\":\"a\""))
        .map(CycleRecord::id)
        .contains("1");
    assertThat(ledger.lastCycleWith("shared", "\"connector\":\"c\"")).isEmpty();
  }

  @Test
  void driftIsAsOldAsItsFirstSightAndEndsWhenItIsGone() {
    Drifted topic = new Drifted(new ConnectorId("shared", "a"), ChangeKind.UPDATE, "topic");
    Drifted tasks = new Drifted(new ConnectorId("shared", "a"), ChangeKind.UPDATE, "tasks.max");
    Drifted other = new Drifted(new ConnectorId("other", "a"), ChangeKind.SET_STATE, "");
    ledger.noteDrift("shared", Set.of(topic), NOW);
    ledger.noteDrift("other", Set.of(other), NOW);

    ledger.noteDrift("shared", Set.of(topic, tasks), NOW.plusSeconds(60));
    assertThat(ledger.drift("shared"))
        .containsOnly(Map.entry(topic, NOW), Map.entry(tasks, NOW.plusSeconds(60)));

    ledger.noteDrift("shared", Set.of(tasks), NOW.plusSeconds(90));
    ledger.noteDrift("shared", Set.of(topic, tasks), NOW.plusSeconds(120));
    assertThat(ledger.drift("shared"))
        .containsOnly(
            Map.entry(topic, NOW.plusSeconds(120)), Map.entry(tasks, NOW.plusSeconds(60)));
    assertThat(ledger.drift("other")).containsOnly(Map.entry(other, NOW));
  }

  @Test
  void theAuditTrailIsNumberedAndPaged() {
    for (int i = 1; i <= 5; i++) {
      ledger.audit(NOW, "anna", "delete", "shared/c" + i, "{\"n\":" + i + "}");
    }

    assertThat(ledger.auditAfter(0, 2)).extracting(AuditEntry::sequence).containsExactly(1L, 2L);
    assertThat(ledger.auditAfter(4, 9))
        .extracting(AuditEntry::subject)
        .containsExactly("shared/c5");
    assertThat(ledger.auditBefore(Long.MAX_VALUE, 2))
        .extracting(AuditEntry::sequence)
        .containsExactly(5L, 4L);
    assertThat(ledger.auditBefore(2, 9))
        .extracting(AuditEntry::detailJson)
        .containsExactly("{\"n\":1}");
  }

  @Test
  void anAuditTrailThatNobodyTouchedIsIntact() {
    assertThat(ledger.verifyAudit()).isEqualTo(new AuditVerdict.Intact(0, AuditEntry.GENESIS));

    IntStream.range(0, 1_500)
        .parallel()
        .forEach(i -> ledger.audit(NOW, "anna", "pause", "shared/c" + i, "{}"));

    String head = ledger.auditBefore(Long.MAX_VALUE, 1).get(0).hash();
    assertThat(ledger.verifyAudit()).isEqualTo(new AuditVerdict.Intact(1_500, head));
  }

  @Test
  void aClosedLedgerTakesAndTellsNothing() {
    ledger.close();
    ledger.close();

    assertThatIllegalStateException().isThrownBy(() -> ledger.cycles(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> ledger.audit(NOW, "anna", "pause", "shared/orders", "{}"));
  }

  private void begin() {
    ledger.begin(firstStart(), List.of(), List.of());
  }

  // What is contended for.

  private static Contest contest(String cluster, String name, String subject) {
    return Contest.first(new ConnectorId(cluster, name), subject, NOW);
  }

  @Test
  void aContestIsRememberedByConnectorAndSubject() {
    ledger.contend(contest("shared", "orders", "topic"));
    ledger.contend(contest("shared", "orders", "state"));
    ledger.contend(contest("shared", "invoices", "topic"));
    ledger.contend(contest("other", "orders", "topic"));
    Contest again = contest("shared", "orders", "topic").again(NOW.plusSeconds(60));

    ledger.contend(again);

    assertThat(ledger.contests("shared"))
        .containsExactly(
            contest("shared", "invoices", "topic"), contest("shared", "orders", "state"), again);
    assertThat(ledger.contests("other")).hasSize(1);
    assertThat(ledger.contests("none")).isEmpty();
  }

  @Test
  void contestsThatWereLongOverAreDroppedWithTheNextOne() {
    Contest over = contest("gone", "orders", "topic");
    Contest lately = Contest.first(over.id(), "state", NOW.plusSeconds(1));
    ledger.contend(over);
    ledger.contend(lately);

    ledger.contend(Contest.first(over.id(), "class", NOW.plusSeconds(1).plus(Contest.LONGEST)));

    assertThat(ledger.contests("gone"))
        .extracting(Contest::subject)
        .containsExactly("class", "state");
  }

  @Test
  void settlingAConnectorDropsItsContestsAndNoOthers() {
    ledger.contend(contest("shared", "orders", "topic"));
    ledger.contend(contest("shared", "orders", "state"));
    ledger.contend(contest("shared", "invoices", "topic"));
    ledger.contend(contest("other", "orders", "topic"));

    ledger.settle(new ConnectorId("shared", "orders"));
    ledger.settle(new ConnectorId("shared", "unknown"));

    assertThat(ledger.contests("shared")).containsExactly(contest("shared", "invoices", "topic"));
    assertThat(ledger.contests("other")).hasSize(1);
  }
}
