package io.riparian.manifest;

import io.riparian.model.ChangeWindow;
import io.riparian.model.Cluster;
import io.riparian.model.ClusterRails;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.FailureAnswer;
import io.riparian.model.FailureRule;
import io.riparian.model.Glob;
import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Hold;
import io.riparian.model.Policy;
import io.riparian.model.Routes;
import io.riparian.model.WorkerSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a repository declares, as lines of text that a case can expect. */
public final class Outcome {
  private Outcome() {}

  static List<String> of(Declarations declared) {
    return Stream.of(
            declared.clusters().values().stream().map(Outcome::line),
            declared.clusters().values().stream()
                .filter(it -> !it.rails().equals(ClusterRails.NONE))
                .map(Outcome::rails),
            declared.undecidedClusters().stream().map(name -> "undecided cluster " + name),
            declared.grants().values().stream()
                .map(
                    it ->
                        "grant "
                            + it.team()
                            + " owners="
                            + it.owners()
                            + " prefixes="
                            + it.prefixes()
                            + " names="
                            + sorted(it.names())
                            + " clusters="
                            + sorted(it.clusters())),
            declared.grants().values().stream()
                .filter(it -> !it.rails().equals(GrantRails.NONE))
                .map(Outcome::rails),
            declared.policy().stream()
                .filter(it -> !it.equals(Policy.DEFAULT))
                .flatMap(Outcome::lines),
            declared.platformRoutes().stream().flatMap(it -> routes("the platform", it)),
            Stream.of("undecided routes of the platform")
                .filter(line -> declared.platformRoutes().isEmpty()),
            declared.teams().values().stream()
                .flatMap(team -> routes("team " + team.name(), team.routes())),
            declared.undecidedGrants().stream().map(name -> "undecided grant " + name),
            declared.groups().values().stream()
                .map(it -> "group " + it.name() + " " + it.handle() + " members=" + it.members()),
            declared.undecidedGroups().stream().map(name -> "undecided group " + name),
            declared.holds().stream().map(Outcome::line),
            declared.units().stream()
                .map(
                    unit ->
                        "unit "
                            + unit
                            + (declared.isStanding(unit) ? " stands" : " does not stand")),
            declared.failureRules().rules().stream()
                .map(rule -> declared.failureRules().version() + ": " + line(rule)),
            declared.connectors().stream().map(Outcome::line),
            declared.undecided().stream()
                .map(
                    it ->
                        "undecided "
                            + it.cluster()
                            + "/"
                            + it.name()
                            + " of "
                            + it.team()
                            + ": "
                            + it.cause()),
            declared.broken().values().stream()
                .map(it -> "broken " + it.path() + (it.opaque() ? " opaque" : "")),
            declared.diagnostics().stream().map(Outcome::line))
        .flatMap(lines -> lines)
        .toList();
  }

  private static String line(FailureRule rule) {
    FailureRule.Look look = rule.look();
    FailureAnswer answer = rule.answer();
    return "failure rule %s text=%s cause=%s message=%s frame=%s stages=%s unless=%s is %s, for %s, retry %s, %d: %s"
        .formatted(
            rule.id(),
            look.text(),
            look.cause(),
            look.message(),
            look.frame(),
            new TreeSet<>(look.stages()),
            look.unless(),
            answer.failureClass(),
            answer.recipient(),
            answer.retry(),
            answer.confidence(),
            answer.action());
  }

  private static String rails(Cluster cluster) {
    ClusterRails it = cluster.rails();
    return "rails of cluster %s allow=%s deny=%s providers=%s overrides=%s mounts=%s bounds=%s quota=%s"
        .formatted(
            cluster.name(),
            patterns(it.allowedClasses()),
            patterns(Optional.of(it.deniedClasses())),
            new TreeMap<>(it.secretProviders()),
            patterns(it.clientOverrides()),
            it.mounts(),
            new TreeMap<>(it.bounds()),
            it.quota());
  }

  private static String rails(Grant grant) {
    GrantRails it = grant.rails();
    return "rails of grant %s classes=%s read=%s write=%s groups=%s hosts=%s secretPaths=%s quota=%s"
        .formatted(
            grant.team(),
            patterns(it.classes()),
            patterns(it.reads()),
            patterns(it.writes()),
            patterns(it.groups()),
            it.hosts().map(List::toString).orElse("unsaid"),
            it.secretPaths(),
            it.quota());
  }

  private static String patterns(Optional<List<Glob>> globs) {
    return globs.map(all -> all.stream().map(Glob::pattern).toList().toString()).orElse("unsaid");
  }

  private static Stream<String> routes(String whose, Routes routes) {
    return Stream.concat(
        routes.routes().stream()
            .map(
                it ->
                    "route of %s at %s: %s to=%s least=%s"
                        .formatted(whose, it.at(), it.channel(), it.to(), it.least())),
        routes.quiet().stream().map(it -> "quiet hours of %s: %s".formatted(whose, it)));
  }

  private static Stream<String> lines(Policy policy) {
    return Stream.of(
            policy.rules().stream()
                .map(
                    it ->
                        "severity of %s on %s: %s"
                            .formatted(
                                it.rule(),
                                sorted(it.clusters()),
                                it.severity().map(Enum::name).orElse("none"))),
            policy.exceptions().stream()
                .map(
                    it ->
                        "exception from %s for %s at %s on %s by %s until %s: %s"
                            .formatted(
                                it.rule(),
                                patterns(Optional.of(it.connectors())),
                                patterns(Optional.of(it.keys())),
                                sorted(it.clusters()),
                                it.owner(),
                                it.until(),
                                it.reason())),
            policy.own().stream()
                .map(
                    it ->
                        "rule %s %s %s: %s"
                            .formatted(it.id(), it.severity(), it.expression(), it.message())),
            Stream.of(
                "policy bounds=%s quota=%s"
                    .formatted(new TreeMap<>(policy.bounds()), policy.quota())))
        .flatMap(all -> all);
  }

  private static String line(Hold it) {
    return "hold "
        + it.path()
        + " of "
        + (it.team().isEmpty() ? "the platform" : it.team())
        + " "
        + it.connectors().stream().map(Glob::pattern).toList()
        + " on "
        + (it.clusters().isEmpty() ? "every cluster" : sorted(it.clusters()))
        + " until "
        + (it.until().equals(Hold.UNTIL_MENDED) ? "it is mended" : it.until())
        + " stops="
        + it.stops().stream().sorted().toList()
        + ": "
        + it.reason();
  }

  private static List<String> sorted(java.util.Set<String> words) {
    return words.stream().sorted().toList();
  }

  private static String line(Cluster it) {
    return "cluster "
        + it.name()
        + " "
        + it.urls()
        + " credential="
        + it.credential()
        + " bootstrap="
        + it.bootstrapServers()
        + " teams="
        + sorted(it.teams())
        + " "
        + it.mode()
        + " deletion="
        + it.deletion()
        + " unmanaged="
        + it.unmanaged()
        + " marks="
        + it.marks()
        + it.writing()
            .strimziConnectorResources()
            .map(said -> " strimziConnectorResources=" + said)
            .orElse("")
        + (it.bootstrapCredential().isEmpty() ? "" : " kafka=" + it.bootstrapCredential())
        + (it.schemaRegistryUrls().isEmpty() ? "" : " registry=" + it.schemaRegistryUrls())
        + (it.workers().equals(WorkerSettings.UNSAID) ? "" : " workers=" + it.workers())
        + (it.drift() == Cluster.Drift.REVERT ? "" : " drift=" + it.drift())
        + " defaults="
        + it.defaults().entries()
        + (it.windows().windows().isEmpty()
            ? ""
            : " windows=" + it.windows().windows().stream().map(Outcome::line).toList());
  }

  private static String line(ChangeWindow it) {
    return "%s %s for %s %s %s%s %s"
        .formatted(
            it.kind(),
            it.schedule(),
            it.duration(),
            it.timeZone(),
            it.changes().stream().sorted().toList(),
            it.overrun() ? " overrun" : "",
            it.reason())
        .strip();
  }

  static String line(DeclaredConnector it) {
    return "connector "
        + it.id()
        + " of "
        + it.team()
        + " at "
        + it.at()
        + " "
        + it.state()
        + (it.adopt() ? " adopt" : "")
        + " "
        + it.onRemoval()
        + " "
        + it.autoRestart()
        + (it.freshness().isEmpty() ? "" : " freshness=" + it.freshness())
        + (it.runbook().isEmpty() ? "" : " runbook=" + it.runbook())
        + " "
        + it.config().entries();
  }

  public static String line(Diagnostic it) {
    return it.severity().name().toLowerCase(Locale.ROOT)
        + " "
        + it.rule()
        + " "
        + it.at()
        + " "
        + it.message()
        + " | "
        + it.hint();
  }
}
