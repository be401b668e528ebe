package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.AppliedConnector;
import io.riparian.model.AppliedConnector.Origin;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.DeclaredState;
import io.riparian.model.MarkKeys;
import io.riparian.model.OnRemoval;
import io.riparian.ownership.Precedent.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose group it was is told from digests, and what they do not tell is not taken for granted. */
class AppliedGroupsTest {
  private static final String SINK = "payments-sink";
  private static final String TOPICS = "topics";
  private static final String GROUP = "consumer.override.group.id";
  private static final String SERVERS = "consumer.override.bootstrap.servers";

  private static AppliedGroups applied(Map<String, String> config) {
    return applied(World.KEYS.digests(ConnectorConfig.of(config)), Origin.APPLIED);
  }

  private static AppliedGroups applied(Map<String, String> digests, Origin origin) {
    AppliedConnector last = last(digests, origin);
    return new AppliedGroups(Map.of(last.id(), last), World.KEYS);
  }

  private static AppliedConnector last(Map<String, String> digests, Origin origin) {
    return new AppliedConnector(
        World.id(SINK),
        "payments",
        Branch.connectorFile(SINK),
        "c1",
        digests,
        Set.of(),
        DeclaredState.RUNNING,
        OnRemoval.DELETE,
        origin,
        World.START);
  }

  private static boolean had(AppliedGroups groups, String group) {
    return groups.readersOf(group).contains(new Reader(World.id(SINK), "payments"));
  }

  private static boolean readsAsBefore(AppliedGroups groups, Map<String, String> config) {
    return groups.readsAsBefore(World.id(SINK), ConnectorConfig.of(config));
  }

  @Test
  void withoutAnOverrideItIsTheGroupThatConnectGives() {
    AppliedGroups groups = applied(Map.of(TOPICS, "t"));

    assertThat(had(groups, "connect-payments-sink")).isTrue();
    assertThat(had(groups, "ledger")).isFalse();
    assertThat(had(groups, "connect-payments-other")).isFalse();
  }

  @Test
  void withAnOverrideItIsThatAndNoOther() {
    AppliedGroups groups = applied(Map.of("topics.regex", "t.*", GROUP, "ledger"));

    assertThat(had(groups, "ledger")).isTrue();
    assertThat(had(groups, "Ledger")).isFalse();
    assertThat(had(groups, "connect-payments-sink")).isFalse();
  }

  @Test
  void aSourceHadNoGroupWhateverItNamed() {
    assertThat(had(applied(Map.of("topic", "t", GROUP, "ledger")), "ledger")).isFalse();
    assertThat(had(applied(Map.of("topic", "t")), "connect-payments-sink")).isFalse();
  }

  @Test
  void ofWhatWasTakenOverNothingIsKnownButItsName() {
    AppliedGroups groups = applied(Map.of(), Origin.ADOPTED);

    assertThat(had(groups, "connect-payments-sink")).isTrue();
    assertThat(had(groups, "ledger")).isFalse();
  }

  @Test
  void whatItsTeamLetGoOfRunsOnWithItsGroup() {
    Map<String, String> digests = World.KEYS.digests(ConnectorConfig.of(Map.of(TOPICS, "t")));

    assertThat(had(applied(digests, Origin.FORGOTTEN), "connect-payments-sink")).isTrue();
  }

  @Test
  void otherServersAreAnotherKafkaForAll() {
    AppliedGroups groups = applied(Map.of(TOPICS, "t", SERVERS, "a:9092"));

    assertThat(readsAsBefore(groups, Map.of(TOPICS, "x", SERVERS, "a:9092"))).isTrue();
    assertThat(readsAsBefore(groups, Map.of(TOPICS, "t", SERVERS, "b:9092"))).isFalse();
    assertThat(readsAsBefore(groups, Map.of(TOPICS, "t"))).isFalse();
    assertThat(readsAsBefore(groups, Map.of("topic", "t", SERVERS, "a:9092"))).isFalse();
  }

  @Test
  void afterARotationOfTheKeyTheGroupIsStillKnown() {
    List<String> old = List.of("another key of sixteen bytes");
    Map<String, String> digests =
        new MarkKeys("test", old).digests(ConnectorConfig.of(Map.of(TOPICS, "t", GROUP, "ledger")));
    MarkKeys rotated = new MarkKeys("test", List.of("sixteen bytes or more", old.get(0)));
    AppliedConnector last = last(digests, Origin.APPLIED);

    assertThat(had(new AppliedGroups(Map.of(last.id(), last), rotated), "ledger")).isTrue();
  }

  @Test
  void aDigestOfAnotherKeyProvesNothing() {
    Map<String, String> digests =
        new MarkKeys("test", List.of("another key of sixteen bytes"))
            .digests(ConnectorConfig.of(Map.of(TOPICS, "t", GROUP, "ledger")));

    assertThat(had(applied(digests, Origin.APPLIED), "ledger")).isFalse();
  }
}
