package io.riparian.policy.doctor;

import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import io.riparian.model.ChangeWindows;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.Location;
import io.riparian.model.Plugin;
import io.riparian.model.Quota;
import io.riparian.model.Worker;
import io.riparian.model.WorkerSettings;
import io.riparian.policy.doctor.WorkerFacts.Health;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cluster to be examined, in order unless a test says otherwise: two urls, 4.1.0, closed. */
final class Sample {
  private static final Access CLOSED =
      new Access(Entry.REFUSED, Entry.REFUSED, Entry.REFUSED, Entry.ABSENT);
  private static final String VERSION = "4.1.0";
  static final String KAFKA = "kafka-1";

  private final List<WorkerFacts> workers = new ArrayList<>();
  private final Map<String, String> silent = new TreeMap<>();
  private List<URI> urls = List.of(URI.create("http://a:1"), URI.create("http://b:1"));
  private Cluster.Mode mode = Cluster.Mode.MANAGE;
  private String brokers = "";
  private Map<String, List<String>> providers = Map.of();
  private Optional<Boolean> resources = Optional.empty();
  private WorkerSettings settings = WorkerSettings.UNSAID;
  private KafkaLook kafka = new KafkaLook.NotNamed();
  private final List<Patient.Other> others = new ArrayList<>();

  private Sample() {}

  static Sample of() {
    return new Sample();
  }

  Sample urls(String... given) {
    urls = Stream.of(given).map(URI::create).toList();
    return this;
  }

  Sample mode(Cluster.Mode given) {
    mode = given;
    return this;
  }

  Sample strimziConnectorResources(boolean given) {
    resources = Optional.of(given);
    return this;
  }

  Sample brokers(String given) {
    brokers = given;
    return this;
  }

  Sample settings(String group, String config, String offset, String status) {
    settings =
        new WorkerSettings(
            group, config, offset, status, OptionalLong.empty(), OptionalInt.empty());
    return this;
  }

  Sample kafka(KafkaLook given) {
    kafka = given;
    return this;
  }

  Sample other(boolean onOurKafka, Sample other) {
    others.add(new Patient.Other(other.cluster("payments"), onOurKafka));
    return this;
  }

  Sample providers(Map<String, List<String>> given) {
    providers = given;
    return this;
  }

  Sample worker(String address, Plugin... plugins) {
    return worker(address, VERSION, CLOSED, Health.READY, plugins);
  }

  Sample worker(String address, String version, Access access, Health health, Plugin... plugins) {
    workers.add(
        new WorkerFacts(
            address, new Worker(version, KAFKA), health, Optional.of(List.of(plugins)), access));
    return this;
  }

  Sample workerWithoutPlugins(String address) {
    workers.add(
        new WorkerFacts(
            address, new Worker(VERSION, KAFKA), Health.READY, Optional.empty(), CLOSED));
    return this;
  }

  Sample workerOnKafka(String address, String kafka) {
    workers.add(
        new WorkerFacts(
            address, new Worker(VERSION, kafka), Health.READY, Optional.of(List.of()), CLOSED));
    return this;
  }

  Sample silent(String address, String why) {
    silent.put(address, why);
    return this;
  }

  private Cluster cluster(String name) {
    return new Cluster(
        name,
        Location.ofFile("platform/clusters/" + name + ".yaml"),
        urls,
        "",
        brokers,
        "",
        List.of(),
        Set.of(),
        new Cluster.Writing(mode, Location.ofFile("x"), resources),
        Cluster.Deletion.ALLOW,
        Cluster.Unmanaged.REPORT,
        Cluster.Marks.CONNECTOR,
        Cluster.Drift.REVERT,
        Map.of(),
        ConnectorConfig.of(Map.of()),
        ChangeWindows.NONE,
        new ClusterRails(
            Optional.empty(),
            List.of(),
            providers,
            Optional.empty(),
            List.of(),
            Map.of(),
            Quota.UNLIMITED),
        settings);
  }

  Patient patient() {
    return new Patient(cluster("shared"), workers, silent, kafka, others);
  }
}
