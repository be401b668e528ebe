package io.riparian.manifest;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A connector that runs and that a team is to declare as it is. Its file, read again, says exactly
 * what runs; only a secret has a {@linkplain Placeholder placeholder}.
 *
 * @param state {@code running}, {@code paused} or {@code stopped}; empty text when the worker's
 *     word does not tell what was asked for, and the file then leaves it out
 * @param config what Connect keeps, without secrets
 * @param secrets the keys whose values are secrets and not known here
 * @param inherited the keys that cluster or team would add by default
 */
public record RunningConnector(
    String team,
    String cluster,
    String name,
    String state,
    SortedMap<String, String> config,
    SortedSet<String> secrets,
    Set<String> inherited) {

  private static final String RESERVED = "riparian.";
  private static final Pattern TASKS = Pattern.compile("[1-9][0-9]{0,3}");
  private static final Set<String> STATES = Set.of("running", "paused", "stopped");

  public RunningConnector {
    config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
    inherited = Set.copyOf(inherited);
  }

  /** Where its file stands. */
  public String path() {
    return Place.TEAMS + "/" + team + "/" + Place.CONNECTORS + "/" + cluster + "/" + name + ".yaml";
  }

  /** The keys that no file can hold; once adopted, they are taken out. */
  public List<String> leftOut() {
    return config.keySet().stream().filter(RunningConnector::isLeftOut).toList();
  }

  private static boolean isLeftOut(String key) {
    return key.startsWith(RESERVED) || key.isBlank() || FlatReader.isComment(key);
  }

  /** Its file. */
  public String yaml() {
    ConnectorYaml yaml = new ConnectorYaml();
    yaml.begin(name, cluster);
    SortedMap<String, String> rest = written();
    take(rest, ConnectorConfig.CLASS, true).ifPresent(value -> yaml.field("class", value));
    take(rest, ConnectorConfig.PLUGIN_VERSION, true)
        .ifPresent(value -> yaml.field("version", value));
    take(
            rest,
            ConnectorConfig.TASKS_MAX,
            TASKS.matcher(rest.getOrDefault(ConnectorConfig.TASKS_MAX, "")).matches())
        .ifPresent(value -> yaml.field("tasksMax", value));
    if (STATES.contains(state)) {
      yaml.field("state", state);
    }
    rest.forEach(yaml::config);
    inherited.stream()
        .filter(key -> !config.containsKey(key) && !secrets.contains(key))
        .sorted()
        .forEach(yaml::remove);
    return yaml.text();
  }

  /** What the file says of each key, as it has to be written. */
  private SortedMap<String, String> written() {
    SortedMap<String, String> written = new TreeMap<>();
    config.forEach(
        (key, value) -> {
          if (!isLeftOut(key)) {
            written.put(key, Variables.literal(value));
          }
        });
    secrets.forEach(key -> written.put(key, Placeholder.of(key)));
    written.remove(ConnectorConfig.NAME);
    return written;
  }

  /** A value that a field can say better; an empty one stays a key, for no field may be empty. */
  private static Optional<String> take(
      Map<String, String> values, String key, boolean representable) {
    boolean there = representable && !values.getOrDefault(key, "").isEmpty();
    return there ? Optional.ofNullable(values.remove(key)) : Optional.empty();
  }

  /** Why {@link #yaml} would not be read as it is meant, if so; nothing is written then. */
  public Optional<String> obstacle() {
    ParsedFile read = ManifestParser.parse(path(), yaml().getBytes(StandardCharsets.UTF_8));
    Optional<Diagnostic> mistake =
        read.diagnostics().stream().filter(Diagnostic::isError).findFirst();
    if (mistake.isPresent()) {
      return Optional.of("it cannot be declared: " + mistake.get().message());
    }
    SortedMap<String, String> said = new TreeMap<>();
    for (ConnectorDocument document : read.contents().connectors()) {
      said.putAll(document.config().values().entries());
      document.targets().forEach(target -> said.putAll(target.fields().values().entries()));
    }
    return said.equals(written())
        ? Optional.empty()
        : Optional.of("its configuration has text that a file cannot hold");
  }

  @Override
  public String toString() {
    return "RunningConnector[" + cluster + "/" + name + " " + config.keySet() + "]";
  }
}
