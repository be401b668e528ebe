package io.riparian.reconcile;

import io.riparian.manifest.ConfigDefCheck;
import io.riparian.manifest.KeyPlaces;
import io.riparian.model.Cluster;
import io.riparian.model.Declarations;
import io.riparian.model.DeclaredConnector;
import io.riparian.model.Diagnostic;
import io.riparian.model.Grant;
import io.riparian.model.Plugin;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.Policy;
import io.riparian.policy.TypedSecrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The step before anybody has agreed: connectors are held to the ConfigDefs of what their cluster
 * has installed. No connector's code runs for it and no worker dials out, whatever the files say.
 */
public final class OfflineValidation {
  private final Declarations declared;
  private final KeyPlaces places;
  private final TypedSecrets secrets;

  public OfflineValidation(Reading reading, Instant now) {
    this.declared = reading.accepted().declared();
    this.places = new KeyPlaces(reading.files());
    this.secrets = new TypedSecrets(declared.policy().orElse(Policy.DEFAULT), now, places::of);
  }

  /**
   * What is wrong with connectors of one cluster.
   *
   * @param installed every connector class there, in every version
   * @param definitions tells the ConfigDef of one of them
   */
  public List<Diagnostic> of(
      Collection<DeclaredConnector> connectors,
      Collection<Plugin> installed,
      Function<Plugin, Optional<PluginConfigDef>> definitions) {
    ConfigDefCheck check = new ConfigDefCheck(installed, definitions, places);
    List<Diagnostic> found = new ArrayList<>();
    for (DeclaredConnector connector : connectors) {
      Optional<Cluster> cluster =
          Optional.ofNullable(declared.clusters().get(connector.id().cluster()));
      Optional<Grant> grant = Optional.ofNullable(declared.grants().get(connector.team()));
      Optional<PluginConfigDef> definition = check.check(connector);
      if (cluster.isPresent() && grant.isPresent()) {
        definition.ifPresent(
            known -> found.addAll(secrets.in(connector, cluster.get(), grant.get(), known)));
      }
    }
    found.addAll(check.diagnostics());
    return Declarations.inOrder(found);
  }
}
