package io.riparian.manifest;

import io.riparian.model.Glob;
import io.riparian.model.GrantRails;
import java.util.List;
import java.util.Optional;

/** A reading of what a grant lets a team's connectors reach. */
final class GrantRailsReader {
  static final String SECRET_PATH = ClusterRailsReader.ALIAS + ":\\S{0,500}";

  private GrantRailsReader() {}

  static GrantRails read(Fields spec) {
    RailFields rails = new RailFields(spec);
    Optional<Fields> topics = spec.mapping("topics");
    Optional<List<Glob>> reads =
        topics.flatMap(it -> rails.globs(it, "read", RailFields.TOPIC, "topic"));
    Optional<List<Glob>> writes =
        topics.flatMap(it -> rails.globs(it, "write", RailFields.TOPIC, "topic"));
    topics.ifPresent(Fields::refuseOthers);
    return new GrantRails(
        rails.globs(spec, "classes", RailFields.CLASS, "class"),
        reads,
        writes,
        rails.globs(spec, "groups", RailFields.GROUP, "consumer group"),
        rails.texts(spec, "hosts", RailFields.HOST, "host"),
        rails
            .texts(spec, "secretPaths", SECRET_PATH, "place of secrets, such as vault:payments/")
            .orElse(List.of()),
        rails.quota(false));
  }
}
