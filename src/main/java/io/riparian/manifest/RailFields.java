package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;
import static io.riparian.manifest.ManifestRule.MISSING_FIELD;

import io.riparian.model.Bound;
import io.riparian.model.Glob;
import io.riparian.model.Names;
import io.riparian.model.Quota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/** The fields that clusters, grants and the policy say guard rails with, each read in one way. */
final class RailFields {
  static final String CLASS = "[A-Za-z0-9_.$*?]{1,500}";
  static final String TOPIC = "[A-Za-z0-9._*?-]{1,249}";
  static final String GROUP = "[^\\s,]{1,249}";
  static final String HOST = "[A-Za-z0-9._:\\[\\]*?-]{1,253}(?:/[0-9]{1,3})?";
  static final int MOST = 999_999_999;

  private final Fields spec;
  private final Findings findings;

  RailFields(Fields spec) {
    this.spec = spec;
    this.findings = spec.findings();
  }

  /**
   * A list of texts, each of this form; empty when the field is not there, which is not the same as
   * a list without entries.
   *
   * @param what what one of them is, in a message
   */
  Optional<List<String>> texts(Fields fields, String field, String form, String what) {
    List<String> read = new ArrayList<>();
    for (Text text : fields.texts(field)) {
      if (!text.value().matches(form)) {
        findings.report(
            BAD_VALUE,
            text.at(),
            Findings.quote(text.value()) + " is no " + what,
            "* stands for any text and ? for any one character.");
      } else if (read.contains(text.value())) {
        findings.report(BAD_VALUE, text.at(), "this stands twice", "Keep one.");
      } else {
        read.add(text.value());
      }
    }
    return fields.has(field) ? Optional.of(read) : Optional.empty();
  }

  /** As {@link #texts}, of patterns. */
  Optional<List<Glob>> globs(Fields fields, String field, String form, String what) {
    return texts(fields, field, form, what).map(all -> all.stream().map(Glob::new).toList());
  }

  /** Names of clusters; none when the field is not there. */
  Set<String> clusters(Fields fields) {
    Set<String> clusters = new TreeSet<>();
    for (Text cluster : fields.texts("clusters")) {
      if (!Names.isUnitName(cluster.value())) {
        findings.report(
            BAD_NAME,
            cluster.at(),
            Findings.quote(cluster.value()) + " cannot be the name of a cluster",
            "Name files under platform/clusters/, without their extension.");
      }
      clusters.add(cluster.value());
    }
    fields.requireEntries("clusters", "Leave it out to mean every cluster.");
    return clusters;
  }

  /** {@code quotas: {connectors, tasks, tasksPerConnector}}. */
  Quota quota(boolean each) {
    Optional<Fields> quotas = spec.mapping("quotas");
    if (quotas.isEmpty()) {
      return Quota.UNLIMITED;
    }
    Quota quota =
        new Quota(
            count(quotas.get(), "connectors"),
            count(quotas.get(), "tasks"),
            each ? count(quotas.get(), "tasksPerConnector") : OptionalInt.empty());
    quotas.get().refuseOthers();
    return quota;
  }

  private static OptionalInt count(Fields quotas, String field) {
    return quotas.number(field, 0, MOST).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** {@code numericBounds: {<key>: {least, most}}}. */
  Map<String, Bound> bounds() {
    Map<String, Bound> bounds = new HashMap<>();
    spec.mapping("numericBounds")
        .map(Fields::all)
        .orElse(List.of())
        .forEach(
            field ->
                bound(field.name(), field.value())
                    .ifPresent(bound -> bounds.put(field.name().value(), bound)));
    return bounds;
  }

  private Optional<Bound> bound(Text key, Node value) {
    String what = "spec.numericBounds." + key.value();
    Optional<Fields> fields = Fields.of(value, what, findings);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong least = number(fields.get(), "least");
    OptionalLong most = number(fields.get(), "most");
    fields.get().refuseOthers();
    if (!fields.get().has("least") && !fields.get().has("most")) {
      findings.report(
          MISSING_FIELD,
          key.at(),
          Findings.quote(what) + " has neither least nor most",
          "Write {least: 1, most: 16}, or one of them.");
      return Optional.empty();
    }
    if (least.isPresent() && most.isPresent() && least.getAsLong() > most.getAsLong()) {
      findings.report(
          BAD_VALUE,
          key.at(),
          Findings.quote(what) + " has more at least than at most",
          "Turn them.");
      return Optional.empty();
    }
    return Optional.of(new Bound(least, most));
  }

  private static OptionalLong number(Fields fields, String field) {
    return fields
        .number(field, 0, MOST)
        .map(number -> OptionalLong.of(number))
        .orElse(OptionalLong.empty());
  }
}
