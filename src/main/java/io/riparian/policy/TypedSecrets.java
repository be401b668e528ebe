package io.riparian.policy;

import io.riparian.model.Cluster;
import io.riparian.model.ConfigKey;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Location;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * SEC-1 where a connector's class is described: a key that the class takes for a password holds no
 * secret itself, whatever the key is called. What its name or value gives away is not told again.
 */
public final class TypedSecrets {
  private final Weighing weighing;

  /**
   * @param places where a configuration key of a connector was written
   */
  public TypedSecrets(
      Policy policy, Instant now, BiFunction<DeclaredConnector, String, Location> places) {
    this.weighing = new Weighing(policy, now, places);
  }

  /** The secrets that stand in one connector, by what its class says. */
  public List<Diagnostic> in(
      DeclaredConnector connector, Cluster cluster, Grant grant, PluginConfigDef definition) {
    Subject subject = new Subject(connector, cluster, grant);
    Set<String> passwords = definition.keysOfType(ConfigKey.Type.PASSWORD);
    List<Diagnostic> found = new ArrayList<>();
    LiteralSecrets.check(
        subject, passwords, finding -> weighing.of(subject, finding).ifPresent(found::add));
    return found;
  }
}
