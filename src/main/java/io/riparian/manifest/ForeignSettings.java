package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.YAML_LIMIT;

import io.riparian.model.DeclaredState;
import io.riparian.model.Location;
import io.riparian.model.OnRemoval;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code team.yaml} says under {@code connectors:} of a connector whose own file cannot say
 * it, because its format has no place for it.
 */
record ForeignSettings(
    Location at, boolean adopt, OnRemoval onRemoval, DeclaredState state, String freshness) {
  static final int MOST_CONNECTORS = 1_000;
  private static final String CONNECTORS = "connectors";

  /** Reads the whole mapping, by connector name. */
  static Map<String, ForeignSettings> read(Fields spec) {
    List<Fields.Field> all = spec.mapping(CONNECTORS).map(Fields::all).orElse(List.of());
    if (all.size() > MOST_CONNECTORS) {
      spec.findings()
          .report(
              YAML_LIMIT,
              spec.placeOf(CONNECTORS),
              spec.name(CONNECTORS) + " has more than " + MOST_CONNECTORS + " entries",
              "Remove those that no file needs, or write riparian/v1 Connectors.");
      return Map.of();
    }
    Map<String, ForeignSettings> settings = new TreeMap<>();
    for (Fields.Field field : all) {
      String what = "spec." + CONNECTORS + "." + field.name().value();
      Fields.of(field.value(), what, spec.findings())
          .ifPresent(fields -> settings.put(field.name().value(), one(field.name().at(), fields)));
    }
    return settings;
  }

  private static ForeignSettings one(Location at, Fields fields) {
    ForeignSettings settings =
        new ForeignSettings(
            at,
            fields.flag("adopt").orElse(false),
            fields.word("onRemoval", List.of(OnRemoval.values())).orElse(OnRemoval.DELETE),
            fields.word("state", ConnectorReader.STATES).orElse(DeclaredState.UNMANAGED),
            ConnectorReader.freshness(fields));
    fields.refuseOthers();
    return settings;
  }
}
