package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.ClusterRails;
import io.riparian.model.Glob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reading of what a cluster's file lets its connectors do. */
final class ClusterRailsReader {
  static final String ALIAS = "[A-Za-z0-9_-]{1,100}";
  static final String OVERRIDE =
      "(?:producer|consumer|admin|\\*)\\.override\\.[A-Za-z0-9._*?-]{1,249}";
  static final String MOUNT = "/[^\\s:]{0,500}";
  static final String PLACE = "\\S{0,500}";

  private final Fields spec;
  private final RailFields rails;

  private ClusterRailsReader(Fields spec) {
    this.spec = spec;
    this.rails = new RailFields(spec);
  }

  static ClusterRails read(Fields spec) {
    return new ClusterRailsReader(spec).read();
  }

  private ClusterRails read() {
    Optional<Fields> classes = spec.mapping("classes");
    Optional<List<Glob>> allowed =
        classes.flatMap(it -> rails.globs(it, "allow", RailFields.CLASS, "class"));
    List<Glob> denied =
        classes.flatMap(it -> rails.globs(it, "deny", RailFields.CLASS, "class")).orElse(List.of());
    classes.ifPresent(Fields::refuseOthers);
    return new ClusterRails(
        allowed,
        denied,
        secretProviders(),
        rails.globs(spec, "clientOverrides", OVERRIDE, "client override"),
        rails.texts(spec, "mounts", MOUNT, "absolute path").orElse(List.of()),
        rails.bounds(),
        rails.quota(true));
  }

  private Map<String, List<String>> secretProviders() {
    Map<String, List<String>> providers = new HashMap<>();
    Optional<Fields> written = spec.mapping("secretProviders");
    for (Fields.Field field : written.map(Fields::all).orElse(List.of())) {
      checkAlias(field.name());
      String alias = field.name().value();
      rails
          .texts(written.orElseThrow(), alias, PLACE, "place of secrets, such as teams/{team}/")
          .ifPresent(paths -> providers.put(alias, paths));
    }
    return providers;
  }

  private void checkAlias(Text alias) {
    if (!alias.value().matches(ALIAS) || alias.value().equals("var")) {
      spec.findings()
          .report(
              BAD_VALUE,
              alias.at(),
              Findings.quote(alias.value()) + " cannot be the alias of a secret provider",
              "Write it as the worker's config.providers has it; var is ours.");
    } else if (alias.value().equals("env")) {
      spec.findings()
          .report(
              BAD_VALUE,
              alias.at(),
              "`env` reads the worker's environment, and no reference to it is ever let through",
              "Take it out, here and from the worker.");
    }
  }
}
