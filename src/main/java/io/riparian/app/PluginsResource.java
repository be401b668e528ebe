package io.riparian.app;

import io.riparian.connect.ConnectFailure;
import io.riparian.model.Cluster;
import io.riparian.model.Declarations;
import io.riparian.model.PluginConfigDef;
import io.riparian.model.Team;
import io.riparian.reconcile.Judged;
import io.riparian.report.ConfigDefReport;
import io.riparian.report.PluginReport;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What the clusters have installed and what it takes, for anybody who can reach us. It is about
 * plugins, never about somebody's connector; workers are asked as {@link
 * io.riparian.reconcile.PluginCatalogue} says.
 */
@Path("/api/v1/clusters/{cluster}/plugins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reading")
public class PluginsResource {
  private final Daemon daemon;
  private final Caller caller;

  PluginsResource(Daemon daemon, Caller caller) {
    this.daemon = daemon;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "What a cluster has installed: connectors, transforms, converters, predicates")
  public List<PluginReport> plugins(@PathParam("cluster") String name) {
    caller.name();
    Cluster cluster = cluster(name);
    return asking(() -> daemon.reconciler().catalogue().plugins(cluster)).stream()
        .map(PluginReport::of)
        .toList();
  }

  @GET
  @Path("/{class}")
  @Operation(summary = "What a plugin takes: every key with its type, default and documentation")
  public ConfigDefReport definition(
      @PathParam("cluster") String name,
      @PathParam("class") String className,
      @QueryParam("version") @DefaultValue("") String version,
      @QueryParam("team") @DefaultValue("") String team) {
    caller.name();
    Cluster cluster = cluster(name);
    Optional<PluginConfigDef> definition =
        asking(() -> daemon.reconciler().catalogue().definition(cluster, className, version));
    return new ConfigDefReport(
        name,
        team,
        inherited(cluster, team),
        definition.orElseThrow(
            () ->
                Answers.refused(
                    Response.Status.NOT_FOUND,
                    "this cluster has no such class, or not in that version; see its plugins")));
  }

  private Cluster cluster(String name) {
    return declared()
        .flatMap(declared -> Optional.ofNullable(declared.clusters().get(name)))
        .orElseThrow(
            () ->
                Answers.refused(
                    Response.Status.NOT_FOUND, "no readable file declares a cluster of this name"));
  }

  private Optional<Declarations> declared() {
    return daemon.reconciler().judged().map(Judged::declarations);
  }

  /** The keys that have a default, never its value. */
  private List<String> inherited(Cluster cluster, String team) {
    TreeSet<String> keys = new TreeSet<>(cluster.defaults().entries().keySet());
    if (!team.isEmpty()) {
      Team declared =
          declared()
              .flatMap(all -> Optional.ofNullable(all.teams().get(team)))
              .orElseThrow(
                  () ->
                      Answers.refused(
                          Response.Status.NOT_FOUND, "no readable team.yaml of this name"));
      keys.addAll(declared.defaults().entries().keySet());
    }
    return List.copyOf(keys);
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (ConnectFailure | IllegalArgumentException unanswered) {
      throw Answers.refused(
          Response.Status.BAD_GATEWAY, "the cluster cannot be asked: " + unanswered.getMessage());
    }
  }
}
