package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.Glob;
import io.riparian.model.Hold;
import io.riparian.model.Names;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A reading of {@code kind: Hold}. Whether it is over, or lasts too long, is not told here: a file
 * means the same at any time.
 */
final class HoldReader {
  static final String ALL = "all";
  static final String GLOB = "[A-Za-z0-9._?*-]{1,249}";
  static final int LONGEST_REASON = 300;
  private static final List<Hold.Stop> STOPS = List.of(Hold.Stop.values());

  private final Fields spec;
  private final Findings findings;

  private HoldReader(Fields spec) {
    this.spec = spec;
    this.findings = spec.findings();
  }

  static Hold read(Place place, Envelope envelope) {
    return new HoldReader(envelope.spec()).read(Place.teamOf(place.path()).orElse(""), envelope);
  }

  private Hold read(String team, Envelope envelope) {
    Hold hold =
        new Hold(
            team,
            envelope.name().value(),
            spec.has("until") ? spec.placeOf("until") : envelope.name().at(),
            connectors(),
            clusters(),
            reason(),
            until(),
            stops());
    spec.refuseOthers();
    return hold;
  }

  private List<Glob> connectors() {
    spec.require("connectors", "List names, with * for any text, or write connectors: all");
    if (spec.valueOf("connectors").filter(ScalarNode.class::isInstance).isPresent()) {
      Optional<Text> word = spec.text("connectors");
      if (word.isPresent() && !word.get().value().equals(ALL)) {
        findings.report(
            BAD_VALUE,
            word.get().at(),
            "`spec.connectors` is a list, or the word all",
            "Write [" + word.get().value().replaceAll("\\p{Cntrl}", "?") + "] for this one.");
      }
      return List.of(Glob.ALL);
    }
    List<Text> written = spec.texts("connectors");
    spec.requireEntries("connectors", "Name what is to be held, or write connectors: all");
    for (Text glob : written) {
      if (!glob.value().matches(GLOB)) {
        findings.report(
            BAD_NAME,
            glob.at(),
            Findings.quote(glob.value()) + " matches no name there can be",
            "Use what connector names have, * for any text and ? for any one character.");
      }
    }
    return written.stream().map(text -> new Glob(text.value())).toList();
  }

  private Set<String> clusters() {
    Set<String> clusters = new TreeSet<>();
    for (Text cluster : spec.texts("clusters")) {
      if (!Names.isUnitName(cluster.value())) {
        findings.report(
            BAD_NAME,
            cluster.at(),
            Findings.quote(cluster.value()) + " cannot be the name of a cluster",
            "Name files under platform/clusters/, without their extension.");
      } else if (!clusters.add(cluster.value())) {
        findings.report(BAD_VALUE, cluster.at(), "this stands twice", "Keep one.");
      }
    }
    spec.requireEntries("clusters", "Leave it out to hold on every cluster.");
    return clusters;
  }

  private String reason() {
    Optional<Text> reason =
        spec.require("reason", "Say why, for those who wait for it.").text("reason");
    if (reason.isPresent() && reason.get().value().length() > LONGEST_REASON) {
      findings.report(
          BAD_VALUE,
          reason.get().at().beginning(),
          "`spec.reason` has more than " + LONGEST_REASON + " characters",
          "Shorten it, and link to the rest.");
    }
    return reason.map(text -> text.value().strip().replaceAll("\\s+", " ")).orElse("");
  }

  private Instant until() {
    Optional<Text> text =
        spec.require("until", "Say when it ends, with an offset: 2026-12-01T08:00:00+01:00")
            .scalar("until");
    return text.flatMap(written -> OffsetTime.read(written, "`spec.until`", findings))
        .orElse(Hold.UNTIL_MENDED);
  }

  private Set<Hold.Stop> stops() {
    EnumSet<Hold.Stop> stops = EnumSet.noneOf(Hold.Stop.class);
    List<String> words = stopWords();
    for (Text word : spec.texts("stops")) {
      int index = words.indexOf(word.value());
      if (index < 0) {
        findings.report(
            BAD_VALUE,
            word.at(),
            "`spec.stops` is a list of " + String.join(", ", words),
            Spelling.hint(word.value(), words));
      } else if (!stops.add(STOPS.get(index))) {
        findings.report(BAD_VALUE, word.at(), "this stands twice", "Keep one.");
      }
    }
    spec.requireEntries("stops", "Leave it out to stop what is applied, and let restarts be.");
    return spec.has("stops") ? stops : Set.of(Hold.Stop.APPLY);
  }

  static List<String> stopWords() {
    return STOPS.stream().map(stop -> stop.name().toLowerCase(Locale.ROOT)).toList();
  }
}
