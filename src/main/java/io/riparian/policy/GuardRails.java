package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.ConnectorConfig;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Location;
import io.riparian.model.Policy;
import io.riparian.policy.Identities.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * All guard rails, over all connectors that the ownership rules let through. They look at nothing
 * but the files: no worker is asked, and so none dials out for what nobody has reviewed yet.
 */
public final class GuardRails {
  private final Policy policy;
  private final List<GuardRail> each;
  private final List<SharedGuardRail> shared;
  private final Identities identities = new Identities();
  private final Weighing weighing;
  private final PasswordKeys passwords;

  /**
   * @param places where a configuration key of a connector was written, or the connector itself
   *     when the key is empty or inherited
   * @param standing who was there before, where two cannot be together
   * @param passwords what classes take for passwords
   */
  public GuardRails(
      Policy policy,
      Instant now,
      BiFunction<DeclaredConnector, String, Location> places,
      Standing standing,
      PasswordKeys passwords) {
    this.policy = policy;
    this.passwords = passwords;
    this.each =
        List.of(
            new LiteralSecrets(),
            new SecretReferences(),
            new ClassRail(),
            new ClientRail(),
            new HostRail(),
            new UrlOptionRail(),
            new FileRail(),
            new TopicRail(),
            new ErrorsRail(),
            new NumberRail(policy));
    this.shared = List.of(new IdentityRail(standing), new QuotaRail(policy.quota(), standing));
    this.weighing = new Weighing(policy, now, places);
  }

  /**
   * What the guard rails came to.
   *
   * @param diagnostics what is wrong with each connector; those that keep every rule are not in it
   * @param clusters what is wrong with all connectors of a cluster together
   * @param ownRules what is wrong with rules of the platform's own; whom they refuse for it has the
   *     same diagnostic
   * @param judgements what the next judgement need not look at again
   */
  public record Judged(
      SortedMap<ConnectorId, List<Diagnostic>> diagnostics,
      List<Diagnostic> clusters,
      List<Diagnostic> ownRules,
      Judgements judgements) {}

  /**
   * Judges all connectors.
   *
   * @param before what the judgement before this one came to
   */
  public Judged judge(
      SortedMap<ConnectorId, DeclaredConnector> connectors,
      Map<String, Cluster> clusters,
      Map<String, Grant> grants,
      Judgements before) {
    RestApis restApis = before.restApis(RestApis.of(clusters.values()));
    List<Subject> subjects = subjects(connectors.values(), clusters, grants, restApis);
    SortedMap<ConnectorId, List<Diagnostic>> found = new TreeMap<>();
    OwnRules own = before.ownRules(policy);
    List<Judgement> all = each(subjects, before.under(policy), own);
    // What is refused by itself stands in nobody's way.
    List<Judgement> sound = new ArrayList<>();
    for (Judgement judgement : all) {
      Subject subject = judgement.subject();
      judgement.findings().forEach(finding -> add(found, subject, finding));
      if (judgement.findings().isEmpty()
          || found.getOrDefault(subject.connector().id(), List.of()).stream()
              .noneMatch(Diagnostic::isError)) {
        sound.add(judgement);
      }
    }
    shared.forEach(rail -> rail.check(sound, (subject, finding) -> add(found, subject, finding)));
    List<Diagnostic> ofClusters = new ArrayList<>();
    HeapEstimate.check(
        sound, (cluster, finding) -> weighing.of(cluster, finding).ifPresent(ofClusters::add));
    return new Judged(
        found, ofClusters, own.mistakes(), new Judgements(policy, own, restApis, all));
  }

  private List<Subject> subjects(
      Collection<DeclaredConnector> connectors,
      Map<String, Cluster> clusters,
      Map<String, Grant> grants,
      RestApis restApis) {
    Map<String, Cluster> byName = Map.copyOf(clusters);
    Map<String, Grant> byTeam = Map.copyOf(grants);
    return connectors.stream()
        .map(
            connector ->
                new Subject(
                    connector,
                    known(byName, connector.id().cluster()),
                    known(byTeam, connector.team()),
                    restApis,
                    passwords.of(
                        connector.id().cluster(),
                        connector.config().get(ConnectorConfig.CLASS).orElse("").strip())))
        .toList();
  }

  /**
   * What is wrong with connectors by themselves. They stand in nobody's way, and nobody in theirs;
   * nothing is remembered of them.
   */
  public List<Diagnostic> alone(
      Collection<DeclaredConnector> connectors,
      Map<String, Cluster> clusters,
      Map<String, Grant> grants) {
    OwnRules own = OwnRules.of(policy);
    return each(
            subjects(connectors, clusters, grants, RestApis.of(clusters.values())),
            Judgements.none().under(policy),
            own)
        .stream()
        .flatMap(
            judgement ->
                judgement.findings().stream()
                    .flatMap(finding -> weighing.of(judgement.subject(), finding).stream()))
        .toList();
  }

  /** Each by itself, in the same order: no connector waits for the verdict on another. */
  private List<Judgement> each(List<Subject> subjects, Judgements before, OwnRules own) {
    List<Optional<Judgement>> known = before.of(subjects);
    List<Subject> unknown =
        IntStream.range(0, subjects.size())
            .filter(at -> known.get(at).isEmpty())
            .mapToObj(subjects::get)
            .toList();
    Iterator<Judgement> anew =
        unknown.parallelStream().map(subject -> judge(subject, own)).toList().iterator();
    return known.stream().map(then -> then.orElseGet(anew::next)).toList();
  }

  private Judgement judge(Subject subject, OwnRules own) {
    if (Undecidable.isTooLong(subject.config())) {
      return new Judgement(subject, List.of(Undecidable.tooLong()), List.of());
    }
    List<Finding> findings = new ArrayList<>();
    List<Identity> known = new ArrayList<>();
    each.forEach(
        rail -> Undecidable.unless(findings::add, () -> rail.check(subject, findings::add)));
    Undecidable.unless(findings::add, () -> own.check(subject, findings::add));
    Undecidable.unless(findings::add, () -> known.addAll(identities.of(subject)));
    return new Judgement(subject, findings, known);
  }

  /** What is to be said of the policy itself. */
  public static List<Diagnostic> ofPolicy(Policy policy, Instant now) {
    return PolicyFile.check(policy, now);
  }

  private static <T> T known(Map<String, T> all, String name) {
    T one = all.get(name);
    if (one == null) {
      throw new IllegalStateException("the ownership rules let through what has no " + name);
    }
    return one;
  }

  private void add(
      SortedMap<ConnectorId, List<Diagnostic>> found, Subject subject, Finding finding) {
    weighing
        .of(subject, finding)
        .ifPresent(
            diagnostic ->
                found
                    .computeIfAbsent(subject.connector().id(), id -> new ArrayList<>())
                    .add(diagnostic));
  }
}
