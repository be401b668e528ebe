package io.riparian.manifest;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A team's hold as a file that is to be written. Whether it says what a hold may say is for the
 * reader to find.
 *
 * @param connectors names with {@code *} and {@code ?}, or the word {@code all} alone
 * @param clusters where it holds; empty for everywhere
 */
public record HoldFile(
    String team,
    String name,
    List<String> connectors,
    List<String> clusters,
    String reason,
    OffsetDateTime until) {

  /** With seconds and an offset, as the reader wants it. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

  public HoldFile {
    connectors = List.copyOf(connectors);
    clusters = List.copyOf(clusters);
  }

  /** Where it stands. */
  public String path() {
    return Place.TEAMS + "/" + team + "/" + Place.HOLDS + "/" + name + ".yaml";
  }

  /** When it ends, as the file says it. */
  public String end() {
    return TIME.format(until);
  }

  public String yaml() {
    StringBuilder yaml =
        new StringBuilder("apiVersion: riparian/v1\nkind: Hold\nmetadata: {name: ")
            .append(YamlText.of(name))
            .append("}\nspec:\n");
    boolean everything = connectors.equals(List.of(HoldReader.ALL));
    field(yaml, "connectors", everything ? HoldReader.ALL : list(connectors));
    if (!clusters.isEmpty()) {
      field(yaml, "clusters", list(clusters));
    }
    field(yaml, "reason", YamlText.quoted(reason));
    field(yaml, "until", end());
    return yaml.toString();
  }

  private static void field(StringBuilder yaml, String name, String value) {
    yaml.append("  ").append(name).append(": ").append(value).append('\n');
  }

  private static String list(List<String> texts) {
    return texts.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
  }
}
