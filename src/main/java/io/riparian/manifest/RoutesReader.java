package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.BAD_NAME;
import static io.riparian.manifest.ManifestRule.BAD_VALUE;

import io.riparian.model.Names;
import io.riparian.model.Routes;
import io.riparian.model.Urgency;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A reading of the routes by which a team or the platform is told. Whether there is such a channel
 * is not told here: the daemon's configuration says so, and no file knows it.
 */
final class RoutesReader {
  static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
  static final int MOST = 20;
  static final int LONGEST_TARGET = 300;

  private final Fields fields;
  private final Findings findings;

  private RoutesReader(Fields fields) {
    this.fields = fields;
    this.findings = fields.findings();
  }

  /** What a {@code kind: Notify} says. */
  static Routes read(Envelope envelope) {
    return read(envelope.spec());
  }

  /** What stands in these fields, and in no others. */
  static Routes read(Fields fields) {
    return new RoutesReader(fields).routes();
  }

  private Routes routes() {
    Optional<Routes.QuietHours> quiet =
        fields.mapping("quietHours").flatMap(hours -> new RoutesReader(hours).quietHours());
    List<Routes.Route> routes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<Fields> written = fields.mappings("routes");
    if (written.size() > MOST) {
      findings.report(
          BAD_VALUE,
          fields.placeOf("routes"),
          fields.name("routes") + " has more than " + MOST + " entries",
          "Tell a room or a list of addresses in place of each reader.");
    }
    for (Fields one : written) {
      Optional<Routes.Route> route = new RoutesReader(one).route();
      route.ifPresent(routes::add);
      if (route.filter(it -> !seen.add(it.channel() + " " + it.to())).isPresent()) {
        findings.report(
            BAD_VALUE, one.at(), "this route stands twice", "Keep the one that asks for less.");
      }
    }
    fields.refuseOthers();
    return new Routes(routes, quiet);
  }

  private Optional<Routes.Route> route() {
    Optional<Text> channel =
        fields
            .require("channel", "Name a channel of the daemon's configuration.")
            .text("channel")
            .filter(this::isName);
    Optional<Text> to = fields.text("to").filter(this::isTarget);
    Urgency least = fields.word("least", List.of(Urgency.values())).orElse(Urgency.NOTICE);
    fields.refuseOthers();
    if (fields.has("to") && to.isEmpty()) {
      return Optional.empty();
    }
    return channel.map(
        name ->
            new Routes.Route(
                fields.at(), name.value(), to.map(Text::value).orElse("").strip(), least));
  }

  private boolean isName(Text channel) {
    boolean good = Names.isUnitName(channel.value());
    if (!good) {
      findings.report(
          BAD_NAME,
          channel.at(),
          fields.name("channel") + " cannot be the name of a channel",
          "Name one of the daemon's configuration; its address stands there, and nowhere else.");
    }
    return good;
  }

  /** What has a scheme in it is most often the address of a webhook, and that is a secret. */
  private boolean isTarget(Text to) {
    String text = to.value();
    if (text.contains("://")) {
      findings.report(
          BAD_VALUE,
          to.at(),
          fields.name("to") + " is an address of the network, which may be a secret",
          "Have it configured as a channel of the daemon, name that, and have it replaced: it is in"
              + " Git.");
      return false;
    }
    boolean good =
        text.length() <= LONGEST_TARGET && text.chars().noneMatch(Character::isISOControl);
    if (!good) {
      findings.report(
          BAD_VALUE,
          to.at().beginning(),
          fields.name("to") + " is no room, address or topic",
          "Write one line of at most " + LONGEST_TARGET + " characters.");
    }
    return good;
  }

  private Optional<Routes.QuietHours> quietHours() {
    Optional<LocalTime> from = time("from", "22:00");
    Optional<LocalTime> to = time("to", "07:00");
    Optional<ZoneId> zone = WindowReader.zone(fields, "zone");
    fields.refuseOthers();
    if (from.isPresent() && from.equals(to)) {
      findings.report(
          BAD_VALUE,
          fields.placeOf("to"),
          "the quiet hours end when they begin",
          "Leave them out, or have them end at another time.");
      return Optional.empty();
    }
    return from.isPresent() && to.isPresent() && zone.isPresent()
        ? Optional.of(new Routes.QuietHours(from.get(), to.get(), zone.get()))
        : Optional.empty();
  }

  private Optional<LocalTime> time(String field, String example) {
    String hint = "Write hour and minute in quotes: \"" + example + "\"";
    Optional<Text> text = fields.require(field, hint).text(field);
    if (text.isPresent() && !text.get().value().matches(TIME)) {
      findings.report(
          BAD_VALUE, text.get().at(), fields.name(field) + " is no time of the day", hint);
      return Optional.empty();
    }
    return text.map(time -> LocalTime.parse(time.value()));
  }
}
