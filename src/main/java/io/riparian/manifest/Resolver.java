package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DEFAULT_REMOVES_NOTHING;
import static io.riparian.manifest.ManifestRule.SECOND_WRITER;
import static io.riparian.manifest.ManifestRule.SETTINGS_WITHOUT_FILE;

import io.riparian.model.Cluster;
import io.riparian.model.Declarations;
import io.riparian.model.Declarations.BrokenFile;
import io.riparian.model.Declarations.Undecided;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.FailureRules;
import io.riparian.model.Grant;
import io.riparian.model.Group;
import io.riparian.model.Hold;
import io.riparian.model.Policy;
import io.riparian.model.Routes;
import io.riparian.model.SecondWriter;
import io.riparian.model.Team;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The step from files to what they declare together: defaults merged, variables replaced. A file
 * with an error in it contributes nothing but the fact that it is there.
 */
public final class Resolver {
  private final Layout layout;
  private final SortedMap<String, ParsedFile> files = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final SortedMap<String, BrokenFile> broken = new TreeMap<>();
  private final Map<String, Cluster> clusters = new TreeMap<>();
  private final Set<String> undecidedClusters = new TreeSet<>();
  private final Map<String, Grant> grants = new TreeMap<>();
  private final Set<String> undecidedGrants = new TreeSet<>();
  private final Map<String, Group> groups = new TreeMap<>();
  private final Set<String> undecidedGroups = new TreeSet<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private FailureRules failureRules = FailureRules.NONE;
  private boolean isPolicyUndecided;
  private final List<Routes> platformRoutes = new ArrayList<>();
  private final Map<String, TeamDocument> teams = new TreeMap<>();
  private final List<DeclaredConnector> connectors = new ArrayList<>();
  private final List<Undecided> undecided = new ArrayList<>();
  private final IdleSettings idleSettings = new IdleSettings();

  private Resolver(Layout layout, Collection<ParsedFile> parsed) {
    this.layout = layout;
    parsed.forEach(file -> files.put(file.path(), file));
    if (!files.keySet().equals(layout.files())) {
      throw new IllegalStateException("every file of the layout is parsed, and no other");
    }
  }

  /**
   * Resolves a whole repository.
   *
   * @param parsed every file of {@link Layout#files}, and no other
   * @throws IllegalStateException when a file is missing: not read is never absent
   */
  public static Declarations resolve(Layout layout, Collection<ParsedFile> parsed) {
    return resolve(layout, parsed, Resolutions.none()).declarations();
  }

  /**
   * As {@link #resolve(Layout, Collection)}, without resolving again what has not changed.
   *
   * @param before what the reading before this one came to
   */
  public static Resolved resolve(Layout layout, Collection<ParsedFile> parsed, Resolutions before) {
    return new Resolver(layout, parsed).resolve(before);
  }

  /** What files declare together, and what the next reading need not resolve again. */
  public record Resolved(Declarations declarations, Resolutions resolutions) {}

  private Resolved resolve(Resolutions before) {
    collectBroken();
    refuseSharedHandles();
    collectPlatform();
    warnOfIdleDefaults();
    refuseSecondWriters();
    Map<String, Team> goodTeams = new TreeMap<>();
    teams.forEach((name, document) -> goodTeams.put(name, document.team()));
    Resolutions now = new Resolutions(clusters, undecidedClusters);
    ConnectorResolution resolution =
        new ConnectorResolution(
            clusters,
            undecidedClusters,
            teams,
            before,
            connectors,
            undecided,
            diagnostics,
            idleSettings,
            now);
    for (ParsedFile file : files.values()) {
      if (!broken.containsKey(file.path())) {
        file.contents().connectors().forEach(resolution::resolve);
      }
    }
    findIdleSettings();
    diagnostics.addAll(idleSettings.all());
    return new Resolved(
        new Declarations(
            new TreeMap<>(clusters),
            new TreeSet<>(undecidedClusters),
            new TreeMap<>(grants),
            new TreeSet<>(undecidedGrants),
            new TreeMap<>(groups),
            new TreeSet<>(undecidedGroups),
            policy(),
            failureRules,
            platformRoutes(),
            holds,
            layout.units(),
            new TreeMap<>(goodTeams),
            connectors,
            undecided,
            new TreeMap<>(broken),
            diagnostics),
        now);
  }

  /** None where it cannot be told how strict the platform is. */
  private Optional<Policy> policy() {
    if (isPolicyUndecided || policies.size() > 1) {
      return Optional.empty();
    }
    return Optional.of(policies.isEmpty() ? Policy.DEFAULT : policies.get(0));
  }

  /** None where it cannot be told how the platform wants to be told. */
  private Optional<Routes> platformRoutes() {
    boolean undecided =
        broken.keySet().stream()
            .flatMap(path -> Place.of(path).stream())
            .anyMatch(place -> place.isFor(Kind.NOTIFY));
    if (undecided || platformRoutes.size() > 1) {
      return Optional.empty();
    }
    return Optional.of(platformRoutes.isEmpty() ? Routes.NONE : platformRoutes.get(0));
  }

  private void collectBroken() {
    diagnostics.addAll(layout.diagnostics());
    Set<String> wrongPaths = new TreeSet<>();
    layout.diagnostics().stream()
        .filter(Diagnostic::isError)
        .forEach(diagnostic -> wrongPaths.add(diagnostic.at().file()));
    layout
        .unread()
        .forEach(
            path ->
                broken.put(
                    path, new BrokenFile(path, Layout.unitMeant(path).orElse(""), Set.of(), true)));
    for (ParsedFile file : files.values()) {
      diagnostics.addAll(file.diagnostics());
      if (file.isBroken() || Place.isAtOrBelow(file.path(), wrongPaths)) {
        broken.put(
            file.path(),
            brokenFile(file.path(), file.contents().names(), file.contents().opaque()));
      }
    }
  }

  private static BrokenFile brokenFile(String path, Set<String> names, boolean opaque) {
    return new BrokenFile(path, Place.teamOf(path).orElse(""), names, opaque);
  }

  /** Nobody can tell which of two groups an ownership file means: neither counts. */
  private void refuseSharedHandles() {
    for (Diagnostic shared : GroupFiles.sharedHandles(files.values())) {
      diagnostics.add(shared);
      String path = shared.at().file();
      broken.putIfAbsent(path, brokenFile(path, Set.of(), false));
    }
  }

  private void collectPlatform() {
    List<Place> brokenPlaces =
        broken.keySet().stream().flatMap(path -> Place.of(path).stream()).toList();
    for (Place place : brokenPlaces) {
      if (place.isFor(Kind.CLUSTER)) {
        undecidedClusters.add(place.owner());
      } else if (place.isFor(Kind.GRANT)) {
        undecidedGrants.add(place.owner());
      } else if (place.isFor(Kind.GROUP)) {
        undecidedGroups.add(place.owner());
      }
    }
    isPolicyUndecided =
        broken.keySet().stream().anyMatch(Place::mayBeOfThePolicy)
            || files.keySet().stream()
                .anyMatch(path -> Place.mayBeOfThePolicy(path) && !Place.isOfThePolicy(path));
    broken.values().stream()
        .filter(file -> Place.isOfHolds(file.path()))
        .forEach(file -> holds.add(Hold.unreadable(file.team(), file.path())));
    for (ParsedFile file : files.values()) {
      if (!broken.containsKey(file.path())) {
        holds.addAll(file.contents().holds());
        policies.addAll(file.contents().policies());
        failureRules = failureRules.before(file.failureRules());
        platformRoutes.addAll(file.contents().platformRoutes());
        file.contents().clusters().forEach(cluster -> clusters.put(cluster.name(), cluster));
        file.contents().grants().forEach(grant -> grants.put(grant.team(), grant));
        file.contents().groups().forEach(group -> groups.put(group.name(), group));
        file.contents().teams().forEach(team -> teams.put(team.team().name(), team));
      }
    }
    // Two files for one thing: neither counts, even when only one of them is broken.
    clusters.keySet().removeAll(undecidedClusters);
    grants.keySet().removeAll(undecidedGrants);
    groups.keySet().removeAll(undecidedGroups);
    brokenPlaces.stream()
        .filter(place -> place.isFor(Kind.TEAM))
        .forEach(place -> teams.remove(place.owner()));
  }

  /** A file that cannot be read may be the one that is meant. */
  private void findIdleSettings() {
    for (TeamDocument team : teams.values()) {
      String directory = Place.TEAMS + "/" + team.team().name();
      if (team.connectors().isEmpty() || !below(directory, broken).isEmpty()) {
        continue;
      }
      Set<String> names =
          below(directory, files).values().stream()
              .flatMap(file -> file.contents().connectors().stream())
              .map(connector -> connector.name().value())
              .collect(Collectors.toSet());
      team.connectors().entrySet().stream()
          .filter(settings -> !names.contains(settings.getKey()))
          .forEach(
              settings ->
                  idleSettings.add(
                      team.team().name(),
                      SETTINGS_WITHOUT_FILE.at(
                          settings.getValue().at(),
                          "no file of the team declares " + Findings.quote(settings.getKey()),
                          "Remove the entry, or write the name that a file has.")));
    }
  }

  /** What stands in a directory; {@code 0} is the character after the slash. */
  private static <V> SortedMap<String, V> below(String directory, SortedMap<String, V> paths) {
    return paths.subMap(directory + "/", directory + "0");
  }

  /** The file is good all the same: the cluster is looked at, and nothing is written to it. */
  private void refuseSecondWriters() {
    for (Cluster cluster : clusters.values()) {
      SecondWriter.of(cluster)
          .ifPresent(
              writer ->
                  diagnostics.add(
                      SECOND_WRITER.at(
                          cluster.writing().at(),
                          "`mode: manage` is not carried out: " + writer.why(),
                          capital(writer.remedy()) + ".")));
    }
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private void warnOfIdleDefaults() {
    if (!undecidedClusters.isEmpty()) {
      return;
    }
    for (TeamDocument team : teams.values()) {
      for (ConfigEntry entry : team.defaults().entries()) {
        if (entry.removes()
            && clusters.values().stream().noneMatch(it -> it.defaults().has(entry.key()))) {
          diagnostics.add(
              DEFAULT_REMOVES_NOTHING.at(
                  entry.at(),
                  "no cluster has a default for " + Findings.quote(entry.key()),
                  "Remove the line."));
        }
      }
    }
  }
}
