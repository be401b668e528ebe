package io.riparian.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the connectors of one cluster may go, whoever's they are. What is empty was not said, and
 * takes the careful default of the guard rail that asks for it.
 *
 * @param allowedClasses connector, converter, transform and predicate classes; {@code *} stands for
 *     any text
 * @param deniedClasses the same, and stronger
 * @param secretProviders where the secrets of a team lie, by the alias of their provider: path
 *     templates in which {@code {team}} stands for the team
 * @param clientOverrides the {@code *.override.*} keys that may be set; {@code *} stands for any
 *     text
 * @param mounts directories on the workers under which a team's files lie; {@code {team}} stands
 *     for the team
 * @param bounds how low and how high the value of a key may be, by key
 * @param quota of the whole cluster
 */
public record ClusterRails(
    Optional<List<Glob>> allowedClasses,
    List<Glob> deniedClasses,
    Map<String, List<String>> secretProviders,
    Optional<List<Glob>> clientOverrides,
    List<String> mounts,
    Map<String, Bound> bounds,
    Quota quota) {
  public static final ClusterRails NONE =
      new ClusterRails(
          Optional.empty(),
          List.of(),
          Map.of(),
          Optional.empty(),
          List.of(),
          Map.of(),
          Quota.UNLIMITED);

  public ClusterRails {
    allowedClasses = allowedClasses.map(List::copyOf);
    deniedClasses = List.copyOf(deniedClasses);
    secretProviders = Map.copyOf(secretProviders);
    clientOverrides = clientOverrides.map(List::copyOf);
    mounts = List.copyOf(mounts);
    bounds = Map.copyOf(bounds);
  }
}
