package io.riparian.policy.doctor;

import static io.riparian.policy.doctor.DoctorRule.INTERNAL_TOPICS;
import static io.riparian.policy.doctor.DoctorRule.KAFKA;
import static io.riparian.policy.doctor.DoctorRule.ONE_GROUP;
import static io.riparian.policy.doctor.DoctorRule.TOPIC_COPIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riparian.model.KafkaSight;
import io.riparian.model.KafkaSight.Member;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.KafkaSight.TopicSettings;
import io.riparian.model.KafkaSight.WorkerGroup;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaCheckTest {
  private static final WorkerGroup GROUP = group("connect-shared", "a:1", "b:1");

  private final List<Topic> topics =
      new ArrayList<>(
          List.of(
              topic("s-config", 1, 3, "compact", 2),
              topic("s-offset", 25, 3, "compact", 2),
              topic("s-status", 5, 3, "compact", 2)));
  private final List<WorkerGroup> groups = new ArrayList<>(List.of(GROUP));
  private int brokers = 3;

  private static Topic topic(
      String name, int partitions, int replicas, String cleanup, int minInsync) {
    return new Topic(
        name,
        Presence.THERE,
        partitions,
        replicas,
        Optional.of(new TopicSettings(Set.of(cleanup.split(",", -1)), minInsync, 604_800_000L)));
  }

  private static WorkerGroup group(String id, String... addresses) {
    return new WorkerGroup(
        id,
        Presence.THERE,
        Arrays.stream(addresses).map(at -> new Member("connect-" + at, "/10.0.0.1")).toList());
  }

  /** All four are named, and both workers are up. */
  private static Sample named() {
    return Sample.of()
        .brokers("k:9092")
        .worker("a:1")
        .worker("b:1")
        .settings("connect-shared", "s-config", "s-offset", "s-status");
  }

  private static Sample unnamed() {
    return named().settings("", "", "", "");
  }

  private void instead(Topic topic) {
    topics.removeIf(old -> old.name().equals(topic.name()));
    topics.add(topic);
  }

  private List<Symptom> examine(Sample sample) {
    return examine(sample, Sample.KAFKA);
  }

  private List<Symptom> examine(Sample sample, String clusterId) {
    KafkaSight sight = new KafkaSight(clusterId, brokers, groups, topics);
    return ofKafka(sample.kafka(new KafkaLook.Seen(sight)));
  }

  private static List<Symptom> ofKafka(Sample sample) {
    return Doctor.examine(sample.patient()).stream()
        .filter(
            symptom ->
                Set.of(INTERNAL_TOPICS, TOPIC_COPIES, ONE_GROUP, KAFKA).contains(symptom.rule()))
        .toList();
  }

  @Test
  void whatIsInOrderIsNoFinding() {
    assertThat(examine(named())).isEmpty();
  }

  @Test
  void brokersThatAreNotNamedAreToBeLookedAtByHand() {
    assertThat(ofKafka(named()))
        .singleElement()
        .returns(INTERNAL_TOPICS, Symptom::rule)
        .returns(false, Symptom::seen)
        .returns(Severity.INFO, Symptom::severity);
  }

  @Test
  void aKafkaThatDoesNotAnswerIsNotInOrder() {
    assertThat(ofKafka(named().kafka(new KafkaLook.Unanswered("nobody is there"))))
        .singleElement()
        .returns(KAFKA, Symptom::rule)
        .returns(false, Symptom::seen)
        .returns(Severity.WARNING, Symptom::severity)
        .extracting(Symptom::saw)
        .asString()
        .contains("k:9092", "nobody is there");
  }

  @Test
  void nothingIsSaidOfTopicsOnAnotherKafka() {
    instead(topic("s-config", 9, 1, "delete", 1));

    assertThat(examine(named(), "kafka-2"))
        .singleElement()
        .returns(KAFKA, Symptom::rule)
        .returns(Severity.ERROR, Symptom::severity)
        .extracting(Symptom::saw)
        .asString()
        .contains("kafka-2", Sample.KAFKA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s-config| 2| 3| compact       | 2| INTERNAL_TOPICS| ERROR  | 2 partitions",
        "s-config| 1| 3| delete        | 2| INTERNAL_TOPICS| ERROR  | cleanup.policy=delete: records older than retention.ms=604800000 go, and with them the connectors' configurations",
        "s-offset|25| 3| compact,delete| 2| INTERNAL_TOPICS| ERROR  | the offsets of sources",
        "s-status| 5| 3| delete        | 2| INTERNAL_TOPICS| ERROR  | cleanup.policy=delete",
        "s-offset|25| 2| compact       | 1| TOPIC_COPIES   | WARNING| 2 of 3 replicas",
        "s-offset|25| 3| compact       | 1| TOPIC_COPIES   | WARNING| min.insync.replicas=1",
        "s-offset|25| 3| compact       | 3| TOPIC_COPIES   | WARNING| while one broker is down",
        "s-offset|25| 3| compact       | 4| TOPIC_COPIES   | ERROR  | no write of a worker is ever accepted",
      })
  void eachFaultOfANamedTopicIsSeen(
      String name,
      int partitions,
      int replicas,
      String cleanup,
      int minInsync,
      DoctorRule rule,
      Severity severity,
      String saw) {
    instead(topic(name, partitions, replicas, cleanup, minInsync));

    assertThat(examine(named()))
        .singleElement()
        .returns(rule, Symptom::rule)
        .returns(severity, Symptom::severity)
        .returns(true, Symptom::seen)
        .extracting(Symptom::saw)
        .asString()
        .contains("`" + name + "`", saw);
  }

  @ParameterizedTest
  @CsvSource({"s-offset, 1", "s-offset, 50", "s-status, 1"})
  void onlyTheTopicForConfigurationsHasToHaveOnePartition(String name, int partitions) {
    instead(topic(name, partitions, 3, "compact", 2));

    assertThat(examine(named())).isEmpty();
  }

  @Test
  void aClusterOfOneBrokerCannotHaveMoreCopiesAndIsTold() {
    brokers = 1;
    topics.clear();
    for (String name : List.of("s-config", "s-offset", "s-status")) {
      topics.add(topic(name, 1, 1, "compact", 1));
    }

    assertThat(examine(named()))
        .hasSize(3)
        .allMatch(symptom -> symptom.rule() == TOPIC_COPIES)
        .allMatch(symptom -> symptom.severity() == Severity.INFO);
  }

  @Test
  void aNamedTopicThatIsNotThereIsAnError() {
    instead(Topic.unseen("s-status", Presence.ABSENT));

    assertThat(examine(named()))
        .singleElement()
        .returns(KAFKA, Symptom::rule)
        .returns(Severity.ERROR, Symptom::severity)
        .extracting(Symptom::saw)
        .asString()
        .contains("`s-status`", "workers.statusStorageTopic");
  }

  @Test
  void whatMayNotBeSeenIsToBeCheckedAndNotInOrder() {
    instead(Topic.unseen("s-offset", Presence.REFUSED));
    instead(new Topic("s-status", Presence.THERE, 5, 3, Optional.empty()));
    groups.set(0, new WorkerGroup("connect-shared", Presence.REFUSED, List.of()));

    assertThat(examine(named()))
        .hasSize(3)
        .noneMatch(Symptom::seen)
        .allMatch(symptom -> symptom.severity() == Severity.WARNING)
        .allMatch(symptom -> symptom.fix().contains("ACL"));
  }

  @Test
  void topicsThatOnlyLookLikeOursAreNotAccused() {
    instead(topic("s-config", 2, 3, "compact", 2));
    topics.add(topic("lonely-config", 9, 1, "delete", 1));

    List<Symptom> found = examine(unnamed());

    assertThat(found).noneMatch(Symptom::seen);
    assertThat(found)
        .filteredOn(symptom -> symptom.severity() == Severity.WARNING)
        .singleElement()
        .extracting(Symptom::saw)
        .asString()
        .startsWith("if it is this cluster's: the topic `s-config`");
    assertThat(found)
        .filteredOn(symptom -> symptom.rule() == INTERNAL_TOPICS)
        .extracting(Symptom::saw)
        .anyMatch(saw -> saw.contains("s-config, s-offset, s-status") && !saw.contains("lonely"));
  }

  @Test
  void aGroupWithoutWorkersIsNotTheirs() {
    groups.set(0, group("connect-shared"));
    assertThat(examine(named()))
        .singleElement()
        .returns(KAFKA, Symptom::rule)
        .returns(Severity.ERROR, Symptom::severity);

    groups.set(0, new WorkerGroup("connect-shared", Presence.ABSENT, List.of()));
    assertThat(examine(named())).singleElement().returns(KAFKA, Symptom::rule);
  }

  @Test
  void aMemberThatIsNoneOfTheUrlsIsToBeLookedAt() {
    groups.set(0, group("connect-shared", "a:1", "b:1", "c:1"));

    assertThat(examine(named()))
        .singleElement()
        .returns(ONE_GROUP, Symptom::rule)
        .returns(false, Symptom::seen)
        .extracting(Symptom::saw)
        .asString()
        .contains("c:1")
        .doesNotContain("a:1");
  }

  @Test
  void workersThatAreCalledByOtherNamesThanTheyAdvertiseAreNotSuspected() {
    groups.set(0, group("connect-shared", "10.0.0.7:8083", "10.0.0.8:8083"));

    assertThat(examine(named())).isEmpty();
  }

  @Test
  void anotherClustersWorkerInOurGroupIsAnError() {
    groups.set(0, group("connect-shared", "a:1", "b:1", "p:1"));
    Sample payments = Sample.of().urls("http://p:1");

    for (Sample ours : List.of(named(), unnamed())) {
      assertThat(examine(ours.other(false, payments)))
          .filteredOn(Symptom::seen)
          .singleElement()
          .returns(ONE_GROUP, Symptom::rule)
          .returns(Severity.ERROR, Symptom::severity)
          .extracting(Symptom::saw)
          .asString()
          .contains("payments", "p:1");
    }
  }

  @Test
  void whereTheGroupIsNotNamedAMemberAtAUrlTells() {
    groups.add(group("connect-other", "x:1"));

    assertThat(examine(unnamed()))
        .filteredOn(symptom -> symptom.rule() == ONE_GROUP)
        .singleElement()
        .returns(false, Symptom::seen)
        .extracting(Symptom::saw)
        .asString()
        .contains("`connect-shared`")
        .doesNotContain("connect-other");
  }

  @ParameterizedTest
  @CsvSource({
    "connect-shared, x, y, z, true, true",
    "connect-x, s-config, y, z, true, true",
    "connect-x, s-status, y, z, true, true",
    "connect-shared, s-config, y, z, false, false",
    "connect-x, x, y, z, true, false",
    "'', '', '', '', true, false",
  })
  void twoClustersOnOneKafkaHaveNothingInCommon(
      String group,
      String config,
      String offset,
      String status,
      boolean onOurKafka,
      boolean found) {
    Sample payments = Sample.of().urls("http://p:1").settings(group, config, offset, status);

    assertThat(examine(named().other(onOurKafka, payments)))
        .extracting(Symptom::rule, Symptom::severity)
        .isEqualTo(found ? List.of(tuple(ONE_GROUP, Severity.ERROR)) : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connect-configs connect-offsets connect-status|connect-configs connect-offsets connect-status",
        "a-config a-offset a-status b-config b-offset|a-config a-offset a-status",
        "mm2-configs.A.internal mm2-offsets.A.internal mm2-status.A.internal|mm2-configs.A.internal mm2-offsets.A.internal mm2-status.A.internal",
        "a-config b-offset c-status|''",
        "orders|''",
      })
  void likelyTopicsComeInThrees(String names, String wanted) {
    assertThat(
            String.join(
                " ",
                LikelyTopics.wanted(
                    named().settings("", "", "", "").patient().cluster().workers(),
                    List.of(names.split(" ", -1)))))
        .isEqualTo(wanted);
  }

  @Test
  void ofManyLikelyTopicsSomeAreLookedAt() {
    List<String> many =
        Stream.iterate(1, n -> n + 1)
            .limit(40)
            .flatMap(n -> Stream.of(n + "-config", n + "-offset", n + "-status"))
            .toList();

    assertThat(LikelyTopics.wanted(unnamed().patient().cluster().workers(), many))
        .hasSize(LikelyTopics.MOST * 3);
    assertThat(LikelyTopics.wanted(named().patient().cluster().workers(), many))
        .containsExactly("s-config", "s-offset", "s-status");
  }
}
