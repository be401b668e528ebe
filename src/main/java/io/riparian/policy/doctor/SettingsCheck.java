package io.riparian.policy.doctor;

import io.riparian.model.Cluster;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings of the workers that no REST call tells, each by its name. */
final class SettingsCheck {
  private SettingsCheck() {}

  static List<Symptom> of(Patient patient) {
    List<Symptom> found = new ArrayList<>();
    found.add(overrides(patient));
    found.addAll(providers(patient.cluster()));
    found.add(jvm(patient));
    return found;
  }

  private static Symptom check(DoctorRule rule, String saw, String fix) {
    return Symptom.check(rule, Severity.INFO, List.of(), saw, fix);
  }

  private static Symptom overrides(Patient patient) {
    return check(
        DoctorRule.OVERRIDE_POLICY,
        "which client settings a connector may override cannot be seen from here; unless the"
            + " workers say otherwise, all of them",
        all(patient, 4, 2)
            ? "set connector.client.config.override.policy=Allowlist, and list in"
                + " connector.client.config.override.allowlist what `clientOverrides` in "
                + patient.cluster().at().file()
                + " allows, without `producer.override.` and its like"
            : "set connector.client.config.override.policy=None (from 4.2 on: Allowlist), or"
                + " Principal where teams have principals of their own");
  }

  private static boolean all(Patient patient, int major, int minor) {
    return patient.workers().stream()
        .allMatch(
            worker ->
                KafkaRelease.of(worker.worker().version())
                    .filter(release -> release.isAtLeast(major, minor))
                    .isPresent());
  }

  private static List<Symptom> providers(Cluster cluster) {
    String saw = "what the config providers may read cannot be seen from here";
    List<Symptom> found = new ArrayList<>();
    new TreeMap<>(cluster.rails().secretProviders())
        .forEach(
            (alias, templates) ->
                found.add(
                    check(
                        DoctorRule.SECRET_PROVIDERS,
                        saw + " (`" + alias + "`)",
                        bounded(alias, roots(templates)))));
    if (found.isEmpty()) {
      found.add(
          check(
              DoctorRule.SECRET_PROVIDERS,
              saw,
              "give each provider in the worker's `config.providers` its own bounds:"
                  + " config.providers.<alias>.param.allowed.paths for files and directories,"
                  + " …param.allowlist.pattern for the environment"));
    }
    return found;
  }

  private static String bounded(String alias, SortedSet<String> roots) {
    return roots.isEmpty()
        ? "bound what the provider `" + alias + "` reads, with the parameters that its class takes"
        : "where it reads files, set config.providers.%s.param.allowed.paths=%s"
            .formatted(alias, String.join(",", roots));
  }

  /** The directories above what differs by team. */
  private static SortedSet<String> roots(List<String> templates) {
    return templates.stream()
        .filter(template -> template.startsWith("/"))
        .map(SettingsCheck::root)
        .filter(root -> !root.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String root(String template) {
    int team = template.indexOf('{');
    String fixed = team < 0 ? template : template.substring(0, team);
    return fixed.substring(0, Math.max(fixed.lastIndexOf('/'), 0));
  }

  private static Symptom jvm(Patient patient) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "-Dorg.apache.kafka.disallowed.login.modules="
                    + "com.sun.security.auth.module.JndiLoginModule,"
                    + "com.sun.security.auth.module.LdapLoginModule",
                "-Dorg.apache.kafka.automatic.config.providers=none",
                "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=<your token endpoints>"));
    return check(
        DoctorRule.JVM_SETTINGS,
        "the system properties of the workers' JVM cannot be seen from here",
        "set in KAFKA_OPTS: "
            + String.join(" ", settings)
            + (all(patient, 4, 0) ? "" : " (a release that does not know one ignores it)"));
  }
}
