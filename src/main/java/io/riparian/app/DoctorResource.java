package io.riparian.app;

import io.riparian.app.RiparianConfig.Scope;
import io.riparian.connect.ConnectFailure;
import io.riparian.model.Cluster;
import io.riparian.model.Declarations;
import io.riparian.reconcile.Judged;
import io.riparian.report.DoctorReport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What is wrong with a running cluster. It is a list of weaknesses, so it is told to operators
 * only; workers and Kafka are asked as {@link io.riparian.reconcile.Examination} says.
 */
@Path("/api/v1/clusters/{cluster}/doctor")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operating")
public class DoctorResource {
  private final Daemon daemon;
  private final Caller caller;

  DoctorResource(Daemon daemon, Caller caller) {
    this.daemon = daemon;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Examines a cluster now, and writes nothing")
  public DoctorReport examine(@PathParam("cluster") String name) {
    caller.require(Scope.OPERATE);
    Map<String, Cluster> declared =
        daemon
            .reconciler()
            .judged()
            .map(Judged::declarations)
            .<Map<String, Cluster>>map(Declarations::clusters)
            .orElse(Map.of());
    Cluster cluster =
        Optional.ofNullable(declared.get(name))
            .orElseThrow(
                () ->
                    Answers.refused(
                        Response.Status.NOT_FOUND,
                        "no readable file declares a cluster of this name"));
    try {
      return daemon.reconciler().examination().of(cluster, declared.values());
    } catch (ConnectFailure | IllegalArgumentException unanswered) {
      throw Answers.refused(
          Response.Status.BAD_GATEWAY, "the cluster cannot be asked: " + unanswered.getMessage());
    }
  }
}
