package io.riparian.model;

import java.util.List;
import java.util.Optional;

/**
 * What the platform lets a team's connectors reach. What is empty was not said, and is not
 * restricted beyond what no connector may do; an empty list lets nothing through. In all of them
 * {@code *} stands for any text.
 *
 * @param classes connector, converter, transform and predicate classes
 * @param reads topics that may be read
 * @param writes topics that may be written to
 * @param groups consumer groups
 * @param hosts host names, addresses and address ranges ({@code 10.1.0.0/16}), with or without a
 *     port behind a colon
 * @param secretPaths further places of secrets, each an alias, a colon and the beginning of a path
 * @param quota of the team, over all clusters
 */
public record GrantRails(
    Optional<List<Glob>> classes,
    Optional<List<Glob>> reads,
    Optional<List<Glob>> writes,
    Optional<List<Glob>> groups,
    Optional<List<String>> hosts,
    List<String> secretPaths,
    Quota quota) {
  public static final GrantRails NONE =
      new GrantRails(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Quota.UNLIMITED);

  public GrantRails {
    classes = classes.map(List::copyOf);
    reads = reads.map(List::copyOf);
    writes = writes.map(List::copyOf);
    groups = groups.map(List::copyOf);
    hosts = hosts.map(List::copyOf);
    secretPaths = List.copyOf(secretPaths);
  }
}
