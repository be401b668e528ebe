package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.Grant;
import io.riparian.model.GrantRails;
import io.riparian.model.Location;
import io.riparian.model.Names;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A reading of {@code kind: Grant}. Whether grants agree with each other is judged later, when all
 * of them are known.
 */
final class GrantReader {
  private final Fields spec;
  private final Map<String, Location> places = new HashMap<>();

  private GrantReader(Fields spec) {
    this.spec = spec;
  }

  static Grant read(Envelope envelope) {
    return new GrantReader(envelope.spec()).read(envelope.name());
  }

  private Grant read(Text team) {
    List<String> owners = spec.texts("owners").stream().map(Text::value).toList();
    List<String> prefixes = List.of();
    List<String> names = List.of();
    Optional<Fields> connectors = spec.mapping("connectors");
    if (connectors.isPresent()) {
      prefixes = names(connectors.get(), "prefixes", Names::isConnectorName);
      names = names(connectors.get(), "names", Names::isConnectorName);
      connectors.get().refuseOthers();
    }
    List<String> clusters = names(spec, "clusters", Names::isUnitName);
    GrantRails rails = GrantRailsReader.read(spec);
    spec.refuseOthers();
    return new Grant(
        team.value(),
        team.at(),
        owners,
        prefixes,
        Set.copyOf(names),
        Set.copyOf(clusters),
        rails,
        places);
  }

  private List<String> names(Fields fields, String field, Predicate<String> isName) {
    List<Text> written = fields.texts(field);
    Set<String> seen = new LinkedHashSet<>();
    for (Text text : written) {
      if (!isName.test(text.value())) {
        spec.findings()
            .report(
                BAD_NAME,
                text.at(),
                Findings.quote(text.value()) + " matches no name there can be",
                "Wildcards are not read; a prefix is plain text such as payments-.");
      } else if (!seen.add(text.value())) {
        spec.findings().report(BAD_VALUE, text.at(), "this stands twice", "Keep one.");
      }
      places.putIfAbsent(text.value(), text.at());
    }
    return List.copyOf(seen);
  }
}
