package io.riparian.policy.doctor;

import static io.riparian.policy.doctor.DoctorRule.ADMIN_ENDPOINT;
import static io.riparian.policy.doctor.DoctorRule.INTERNAL_TOPICS;
import static io.riparian.policy.doctor.DoctorRule.JVM_SETTINGS;
import static io.riparian.policy.doctor.DoctorRule.ONE_WRITER;
import static io.riparian.policy.doctor.DoctorRule.OPEN_REST;
import static io.riparian.policy.doctor.DoctorRule.OVERRIDE_POLICY;
import static io.riparian.policy.doctor.DoctorRule.SAME_WORKERS;
import static io.riparian.policy.doctor.DoctorRule.SECRET_PROVIDERS;
import static io.riparian.policy.doctor.DoctorRule.VULNERABILITY;
import static io.riparian.policy.doctor.DoctorRule.WORKER_HEALTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import io.riparian.model.Cluster;
import io.riparian.model.KafkaSight;
import io.riparian.model.KafkaSight.Presence;
import io.riparian.model.KafkaSight.Topic;
import io.riparian.model.Plugin;
import io.riparian.model.Severity;
import io.riparian.policy.doctor.WorkerFacts.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  private static final Access CLOSED = access("REFUSED REFUSED REFUSED ABSENT");

  private static Access access(String entries) {
    String[] each = entries.split(" ", -1);
    return new Access(
        Entry.valueOf(each[0]),
        Entry.valueOf(each[1]),
        Entry.valueOf(each[2]),
        Entry.valueOf(each[3]));
  }

  private static List<Symptom> examine(Sample sample) {
    return Doctor.examine(sample.patient());
  }

  private static List<Symptom> of(DoctorRule rule, Sample sample) {
    return examine(sample).stream().filter(symptom -> symptom.rule() == rule).toList();
  }

  @Test
  void aClusterInOrderHasNothingButWhatIsToBeChecked() {
    List<Symptom> found = examine(Sample.of().worker("a:1").worker("b:1"));

    assertThat(found)
        .noneMatch(Symptom::seen)
        .extracting(Symptom::severity)
        .containsOnly(Severity.INFO);
    assertThat(found)
        .extracting(Symptom::rule)
        .containsExactly(
            ONE_WRITER, OVERRIDE_POLICY, SECRET_PROVIDERS, JVM_SETTINGS, INTERNAL_TOPICS);
  }

  @Test
  void everyFindingSaysWhatToDo() {
    Sample sample =
        Sample.of()
            .silent("c:1", "nobody listens")
            .worker("a:1", "3.7.0", access("OPEN OPEN OPEN OPEN"), Health.NOT_READY)
            .worker("b:1", "what", access("UNKNOWN UNKNOWN UNKNOWN UNKNOWN"), Health.CANNOT_TELL);

    Sample shared =
        Sample.of()
            .brokers("k:1")
            .worker("a:1")
            .settings("g", "c", "o", "s")
            .other(true, Sample.of().urls("http://p:1").settings("g", "", "", ""))
            .kafka(
                new KafkaLook.Seen(
                    new KafkaSight(
                        Sample.KAFKA,
                        1,
                        List.of(),
                        List.of(
                            new Topic("c", Presence.THERE, 1, 1, Optional.empty()),
                            Topic.unseen("o", Presence.ABSENT)))));

    Set<DoctorRule> rules = new TreeSet<>();
    assertThat(Stream.of(sample, shared).flatMap(it -> examine(it).stream()))
        .allSatisfy(symptom -> assertThat(symptom.fix()).isNotBlank())
        .allSatisfy(symptom -> assertThat(symptom.saw()).isNotBlank())
        .allSatisfy(symptom -> rules.add(symptom.rule()));
    assertThat(rules).containsExactly(DoctorRule.values());
  }

  @Test
  void theWorstComesFirst() {
    List<Symptom> found =
        examine(Sample.of().worker("a:1", "3.9.1", access("OPEN OPEN OPEN OPEN"), Health.READY));

    assertThat(found).extracting(Symptom::severity).isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN OPEN REFUSED ABSENT, ERROR, true",
    "OPEN REFUSED REFUSED ABSENT, ERROR, true",
    "REFUSED OPEN REFUSED ABSENT, ERROR, true",
    "UNKNOWN OPEN REFUSED ABSENT, ERROR, true",
    "UNKNOWN REFUSED REFUSED ABSENT, WARNING, false",
    "REFUSED UNKNOWN REFUSED ABSENT, WARNING, false",
  })
  void aRestApiThatLetsAnybodyInOrMightIsFound(String entries, Severity severity, boolean seen) {
    assertThat(of(OPEN_REST, Sample.of().worker("a:1", "4.1.0", access(entries), Health.READY)))
        .singleElement()
        .returns(severity, Symptom::severity)
        .returns(seen, Symptom::seen)
        .returns(List.of("a:1"), Symptom::workers);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED REFUSED OPEN OPEN, ERROR, true",
    "REFUSED REFUSED REFUSED OPEN, ERROR, true",
    "REFUSED REFUSED OPEN UNKNOWN, ERROR, true",
    "REFUSED REFUSED UNKNOWN ABSENT, WARNING, false",
    "REFUSED REFUSED REFUSED UNKNOWN, WARNING, false",
  })
  void adminEndpointsOnThePublicListenerAreFound(String entries, Severity severity, boolean seen) {
    assertThat(
            of(ADMIN_ENDPOINT, Sample.of().worker("a:1", "4.1.0", access(entries), Health.READY)))
        .singleElement()
        .returns(severity, Symptom::severity)
        .returns(seen, Symptom::seen)
        .extracting(Symptom::fix)
        .asString()
        .contains("admin.listeners=");
  }

  @Test
  void whoeverIsRefusedFindsNothingOpen() {
    Sample closed =
        Sample.of()
            .worker("a:1", "4.1.0", CLOSED, Health.READY)
            .worker("b:1", "4.1.0", access("REFUSED REFUSED ABSENT REFUSED"), Health.READY);

    assertThat(of(OPEN_REST, closed)).isEmpty();
    assertThat(of(ADMIN_ENDPOINT, closed)).isEmpty();
  }

  @Test
  void workersWithTheSameWeaknessAreOneFinding() {
    Access open = access("OPEN OPEN OPEN OPEN");

    assertThat(
            of(
                OPEN_REST,
                Sample.of()
                    .worker("a:1", "4.1.0", open, Health.READY)
                    .worker("b:1", "4.1.0", CLOSED, Health.READY)
                    .worker("c:1", "4.1.0", open, Health.READY)))
        .singleElement()
        .returns(List.of("a:1", "c:1"), Symptom::workers);
  }

  @Test
  void aWorkerOf370HasItsThreeVulnerabilitiesOpenEachWithItsRemedy() {
    List<Symptom> found =
        of(VULNERABILITY, Sample.of().worker("a:1", "3.7.0", CLOSED, Health.READY));

    assertThat(found).allMatch(Symptom::seen).allMatch(one -> one.severity() == Severity.ERROR);
    assertThat(found)
        .extracting(symptom -> symptom.saw().substring(0, 14))
        .containsExactlyInAnyOrder("CVE-2024-31141", "CVE-2025-27817", "CVE-2025-27818");
    assertThat(found)
        .extracting(Symptom::fix)
        .anyMatch(fix -> fix.contains("3.7.1") && fix.contains("allowed.paths"))
        .anyMatch(fix -> fix.contains("3.9.1") && fix.contains("LdapLoginModule"))
        .anyMatch(fix -> fix.contains("3.9.1") && fix.contains("oauthbearer.allowed.urls"));
  }

  @Test
  void aVendorsBuildIsToBeLookedUpAndNotAccused() {
    assertThat(of(VULNERABILITY, Sample.of().worker("a:1", "7.9.2-ccs", CLOSED, Health.READY)))
        .hasSize(2)
        .noneMatch(Symptom::seen)
        .allMatch(symptom -> symptom.severity() == Severity.WARNING);
  }

  @Test
  void aReleaseThatLeavesTheRemedyOffIsToBeChecked() {
    assertThat(of(VULNERABILITY, Sample.of().worker("a:1", "3.9.2", CLOSED, Health.READY)))
        .singleElement()
        .returns(false, Symptom::seen)
        .returns(Severity.WARNING, Symptom::severity);
  }

  @Test
  void aVersionThatNobodyKnowsIsNotTakenForASafeOne() {
    assertThat(of(VULNERABILITY, Sample.of().worker("a:1", "cloud", CLOSED, Health.READY)))
        .singleElement()
        .returns(false, Symptom::seen)
        .returns(Severity.WARNING, Symptom::severity);
  }

  @Test
  void aWorkerThatIsSilentOrNotReadyIsAnError() {
    Sample sample =
        Sample.of()
            .worker("a:1")
            .worker("b:1", "4.1.0", CLOSED, Health.NOT_READY)
            .silent("c:1", "nobody listens");

    assertThat(of(WORKER_HEALTH, sample))
        .allMatch(Symptom::seen)
        .allMatch(symptom -> symptom.severity() == Severity.ERROR)
        .extracting(Symptom::workers)
        .containsExactlyInAnyOrder(List.of("b:1"), List.of("c:1"));
  }

  @Test
  void aWorkerThatCannotTellItsHealthIsToBeChecked() {
    assertThat(
            of(
                WORKER_HEALTH,
                Sample.of().worker("a:1").worker("b:1", "3.6.2", CLOSED, Health.CANNOT_TELL)))
        .singleElement()
        .returns(false, Symptom::seen)
        .returns(List.of("b:1"), Symptom::workers);
  }

  @Test
  void oneUrlIsNotTakenForAllWorkers() {
    assertThat(of(WORKER_HEALTH, Sample.of().urls("http://a:1").worker("a:1")))
        .singleElement()
        .returns(false, Symptom::seen);
  }

  @Test
  void aPluginThatAnotherWorkerLacksIsAnError() {
    Plugin one = new Plugin("io.example.Sink", Plugin.Type.SINK, "1.0");
    Plugin newer = new Plugin("io.example.Sink", Plugin.Type.SINK, "2.0");

    assertThat(of(SAME_WORKERS, Sample.of().worker("a:1", one).worker("b:1", one))).isEmpty();
    assertThat(of(SAME_WORKERS, Sample.of().worker("a:1", one, newer).worker("b:1", one)))
        .singleElement()
        .returns(Severity.ERROR, Symptom::severity)
        .extracting(Symptom::saw)
        .asString()
        .contains("io.example.Sink 2.0 is on a:1 only")
        .doesNotContain("1.0");
  }

  @Test
  void anInventoryThatWasNotToldIsNoEmptyOne() {
    Plugin one = new Plugin("io.example.Sink", Plugin.Type.SINK, "1.0");

    assertThat(of(SAME_WORKERS, Sample.of().worker("a:1", one).workerWithoutPlugins("b:1")))
        .singleElement()
        .returns(false, Symptom::seen)
        .returns(List.of("b:1"), Symptom::workers);
  }

  @Test
  void whatAWorkerBringsAlongIsOneDifferenceWithItsRelease() {
    Plugin older = new Plugin("org.example.Json", Plugin.Type.CONVERTER, "4.1.0");
    Plugin newer = new Plugin("org.example.Json", Plugin.Type.CONVERTER, "4.2.0");

    assertThat(
            of(
                SAME_WORKERS,
                Sample.of()
                    .worker("a:1", older)
                    .worker("b:1", "4.2.0", CLOSED, Health.READY, newer)))
        .singleElement()
        .extracting(Symptom::saw)
        .asString()
        .contains("4.1.0 on a:1; 4.2.0 on b:1");
  }

  @Test
  void urlsOfTwoClustersAreAnError() {
    assertThat(of(SAME_WORKERS, Sample.of().worker("a:1").workerOnKafka("b:1", "other")))
        .singleElement()
        .extracting(Symptom::saw)
        .asString()
        .contains("different Kafka clusters");
  }

  private static Sample strimzis() {
    return Sample.of()
        .urls("http://orders-connect-api.kafka.svc:8083")
        .worker("orders-connect-api.kafka.svc:8083");
  }

  @Test
  void aClusterNamedAsStrimziNamesItsServicesIsRefused() {
    assertThat(of(ONE_WRITER, strimzis()))
        .singleElement()
        .returns(Severity.ERROR, Symptom::severity)
        .returns(true, Symptom::seen)
        .extracting(Symptom::fix)
        .asString()
        .contains("kubectl get kafkaconnect orders -n kafka ")
        .contains("strimzi\\.io/use-connector-resources")
        .contains("mode: observe");
  }

  @Test
  void workersNamedAsStrimziNamesItsPodsAreRefusedToo() {
    KafkaSight sight =
        new KafkaSight(
            Sample.KAFKA,
            3,
            List.of(
                new KafkaSight.WorkerGroup(
                    "g",
                    Presence.THERE,
                    List.of(
                        new KafkaSight.Member(
                            "connect-orders-connect-0.orders-connect.kafka.svc:8083",
                            "/10.0.0.7")))),
            List.of());

    assertThat(
            of(
                ONE_WRITER,
                Sample.of()
                    .worker("a:1")
                    .settings("g", "", "", "")
                    .kafka(new KafkaLook.Seen(sight))))
        .singleElement()
        .returns(Severity.ERROR, Symptom::severity);
  }

  @Test
  void whatThePlatformHasLookedUpIsNotAskedAgain() {
    assertThat(of(ONE_WRITER, strimzis().strimziConnectorResources(false))).isEmpty();
    assertThat(of(ONE_WRITER, Sample.of().worker("a:1").strimziConnectorResources(false)))
        .isEmpty();
    assertThat(of(ONE_WRITER, Sample.of().worker("a:1").strimziConnectorResources(true)))
        .singleElement()
        .returns(Severity.ERROR, Symptom::severity);
  }

  @Test
  void whereNothingIsWrittenAnotherWriterDoesNoHarm() {
    assertThat(of(ONE_WRITER, Sample.of().mode(Cluster.Mode.OBSERVE).worker("a:1"))).isEmpty();
    assertThat(of(ONE_WRITER, strimzis().mode(Cluster.Mode.OBSERVE))).isEmpty();
  }

  @Test
  void theOverridePolicyIsTheBestThatEveryWorkerHas() {
    Sample mixed = Sample.of().worker("a:1", "4.2.0", CLOSED, Health.READY).worker("b:1");

    assertThat(
            of(OVERRIDE_POLICY, Sample.of().worker("a:1", "4.2.0", CLOSED, Health.READY))
                .get(0)
                .fix())
        .contains("policy=Allowlist");
    assertThat(of(OVERRIDE_POLICY, mixed).get(0).fix()).contains("policy=None");
  }

  @Test
  void eachDeclaredProviderIsToBeBoundToWhatIsAboveTheTeams() {
    assertThat(
            of(
                SECRET_PROVIDERS,
                Sample.of()
                    .providers(
                        Map.of(
                            "file", List.of("/secrets/{team}/a", "/more/x.properties"),
                            "vault", List.of("teams/{team}")))
                    .worker("a:1")))
        .extracting(Symptom::fix)
        .containsExactly(
            "where it reads files, set config.providers.file.param.allowed.paths=/more,/secrets",
            "bound what the provider `vault` reads, with the parameters that its class takes");
  }
}
