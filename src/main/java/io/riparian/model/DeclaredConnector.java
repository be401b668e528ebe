package io.riparian.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connector as Git says it should be on one cluster: defaults merged, variables resolved. {@code
 * config} is what Connect will be sent, without {@code name} and without our mark. {@code
 * freshness} and {@code runbook} are empty text when the file is silent.
 */
public record DeclaredConnector(
    ConnectorId id,
    String team,
    Location at,
    ConnectorConfig config,
    DeclaredState state,
    boolean adopt,
    OnRemoval onRemoval,
    AutoRestart autoRestart,
    String freshness,
    String runbook) {

  private static final Pattern FRESHNESS = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  /** How long it may be silent, if its file says so in a form that can be read. */
  public Optional<Duration> longestSilence() {
    Matcher written = FRESHNESS.matcher(freshness);
    if (!written.matches()) {
      return Optional.empty();
    }
    long many = Long.parseLong(written.group(1));
    return switch (written.group(2)) {
      case "s" -> Optional.of(Duration.ofSeconds(many));
      case "m" -> Optional.of(Duration.ofMinutes(many));
      case "h" -> Optional.of(Duration.ofHours(many));
      default -> Optional.of(Duration.ofDays(many));
    };
  }

  /** The same in another state. */
  public DeclaredConnector withState(DeclaredState other) {
    return new DeclaredConnector(
        id, team, at, config, other, adopt, onRemoval, autoRestart, freshness, runbook);
  }

  /** The same with another configuration. */
  public DeclaredConnector withConfig(ConnectorConfig other) {
    return new DeclaredConnector(
        id, team, at, other, state, adopt, onRemoval, autoRestart, freshness, runbook);
  }
}
