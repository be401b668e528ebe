package io.riparian.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.app.RiparianConfig.Scope;
import io.riparian.ledger.AuditEntry;
import io.riparian.ledger.AuditVerdict;
import io.riparian.ledger.CycleRecord;
import io.riparian.reconcile.StandingDrift;
import io.riparian.reconcile.Survey;
import io.riparian.reconcile.Unmanaged;
import io.riparian.reconcile.Why;
import io.riparian.report.AuditReport;
import io.riparian.report.ClusterStatusReport;
import io.riparian.report.ConnectorReport;
import io.riparian.report.CycleReport;
import io.riparian.report.DriftReport;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import io.riparian.report.PlanReport.ClusterReport;
import io.riparian.report.RequestReport;
import io.riparian.report.StatusReport;
import io.riparian.report.TeamReport;
import io.riparian.report.UnitReport;
import io.riparian.report.UnmanagedReport;
import io.riparian.report.WhyReport;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What is known, for anybody who can reach us. No answer holds a configuration value unless the
 * caller shows a token with the scope {@code read}, and then only masked ones.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reading")
public class ReadingResource {
  private static final int MOST_CYCLES = 500;

  private final Daemon daemon;
  private final Caller caller;
  private final ObjectMapper json;

  ReadingResource(Daemon daemon, Caller caller, ObjectMapper json) {
    this.daemon = daemon;
    this.caller = caller;
    this.json = json;
  }

  private Survey survey() {
    caller.name();
    return new Survey(daemon.reconciler());
  }

  @GET
  @Path("/status")
  @Operation(summary = "The daemon as a whole")
  public StatusReport status() {
    caller.name();
    StatusReport status = survey().status();
    return caller.may(Scope.READ) ? status : status.withoutValues();
  }

  @GET
  @Path("/connectors")
  @Operation(summary = "Every connector that is declared, managed, or merely there")
  public List<ConnectorReport> connectors(
      @QueryParam("cluster") @DefaultValue("") String cluster,
      @QueryParam("team") @DefaultValue("") String team) {
    caller.name();
    boolean whole = caller.may(Scope.READ);
    return survey().connectors().stream()
        .filter(connector -> cluster.isEmpty() || connector.cluster().equals(cluster))
        .filter(connector -> team.isEmpty() || connector.team().equals(team))
        .map(connector -> whole ? connector : connector.withoutValues())
        .toList();
  }

  @GET
  @Path("/clusters")
  @Operation(summary = "Every declared cluster and how the last look at it went")
  public List<ClusterStatusReport> clusters() {
    List<ClusterStatusReport> clusters = survey().clusters();
    return caller.may(Scope.READ)
        ? clusters
        : clusters.stream().map(ClusterStatusReport::withoutHosts).toList();
  }

  @GET
  @Path("/clusters/{name}/unmanaged")
  @Operation(summary = "What runs on a cluster and is nobody's, configured how, without secrets")
  public UnmanagedReport unmanaged(@PathParam("name") String name) {
    caller.require(Scope.READ);
    try {
      return Unmanaged.on(daemon.reconciler(), name)
          .orElseThrow(
              () ->
                  Answers.refused(
                      Response.Status.NOT_FOUND, "no cluster of this name is declared"));
    } catch (Unmanaged.NotKnown notKnown) {
      throw Answers.refused(Response.Status.CONFLICT, String.valueOf(notKnown.getMessage()));
    }
  }

  @GET
  @Path("/teams")
  @Operation(summary = "Every team, what it is granted and how it stands")
  public List<TeamReport> teams() {
    return survey().teams();
  }

  @GET
  @Path("/units")
  @Operation(summary = "Every unit of the repository: what is accepted, what is held, and why")
  public List<UnitReport> units() {
    return survey().units();
  }

  @GET
  @Path("/audit")
  @Operation(summary = "The last entries of the audit trail, newest first")
  public AuditReport audit(@QueryParam("limit") @DefaultValue("50") int limit) {
    caller.require(Scope.READ);
    var ledger = daemon.reconciler().ledger();
    AuditVerdict verdict = ledger.verifyAudit();
    return new AuditReport(
        verdict.isIntact(),
        verdict instanceof AuditVerdict.Broken broken
            ? "entry " + broken.sequence() + ": " + broken.reason()
            : "",
        ledger.auditBefore(Long.MAX_VALUE, Math.max(1, Math.min(limit, MOST_CYCLES))).stream()
            .map(ReadingResource::entry)
            .toList());
  }

  private static AuditReport.Entry entry(AuditEntry entry) {
    return new AuditReport.Entry(
        entry.sequence(),
        entry.at().toString(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.detailJson());
  }

  @GET
  @Path("/plan")
  @Operation(summary = "The plan of the revision in force, cluster by cluster")
  public PlanReport plan() {
    PlanReport plan = survey().plan();
    return caller.may(Scope.READ) ? plan : plan.withoutValues();
  }

  @GET
  @Path("/drift")
  @Operation(summary = "What moved on the clusters and not in Git, and since when")
  public DriftReport drift(
      @QueryParam("cluster") @DefaultValue("") String cluster,
      @QueryParam("connector") @DefaultValue("") String connector) {
    caller.name();
    DriftReport drift = StandingDrift.of(daemon.reconciler(), cluster, connector);
    return caller.may(Scope.READ) ? drift : drift.withoutValues();
  }

  @GET
  @Path("/connectors/{cluster}/{name}/why")
  @Operation(summary = "Everything that is known of one connector; any name has a page")
  public WhyReport why(@PathParam("cluster") String cluster, @PathParam("name") String name) {
    caller.name();
    WhyReport page = Why.of(daemon.reconciler(), cluster, name);
    return caller.may(Scope.READ) ? page : page.withoutValues();
  }

  @GET
  @Path("/why")
  @Operation(summary = "The page of a connector on each cluster that knows its name")
  public List<WhyReport> whyEverywhere(
      @QueryParam("cluster") @DefaultValue("") String cluster,
      @QueryParam("connector") @DefaultValue("") String connector) {
    caller.name();
    if (connector.isEmpty()) {
      throw Answers.refused(Response.Status.BAD_REQUEST, "give a `connector`");
    }
    List<WhyReport> pages =
        cluster.isEmpty()
            ? Why.everywhere(daemon.reconciler(), connector)
            : List.of(Why.of(daemon.reconciler(), cluster, connector));
    return caller.may(Scope.READ) ? pages : pages.stream().map(WhyReport::withoutValues).toList();
  }

  @GET
  @Path("/requests")
  @Operation(summary = "What is told on each open request to change the repository, by number")
  public SortedMap<Long, RequestReport> requests() {
    boolean whole = caller.may(Scope.READ);
    SortedMap<Long, RequestReport> requests = new TreeMap<>(daemon.reconciler().requests());
    requests.replaceAll((number, request) -> whole ? request : request.withoutValues());
    return requests;
  }

  @GET
  @Path("/cycles")
  @Operation(summary = "The last cycles that decided or did something, newest first")
  public List<CycleReport> cycles(
      @QueryParam("cluster") @DefaultValue("") String cluster,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    caller.name();
    int bounded = Math.max(1, Math.min(limit, MOST_CYCLES));
    var ledger = daemon.reconciler().ledger();
    List<CycleRecord> cycles =
        cluster.isEmpty() ? ledger.cycles(bounded) : ledger.cycles(cluster, bounded);
    return cycles.stream().map(this::cycle).toList();
  }

  private CycleReport cycle(CycleRecord cycle) {
    try {
      ClusterReport plan = json.readValue(cycle.planJson(), ClusterReport.class);
      return new CycleReport(
          cycle.id(),
          cycle.cluster(),
          cycle.trigger(),
          cycle.revision(),
          cycle.startedAt().toString(),
          cycle.finishedAt().toString(),
          cycle.finishedAt().toEpochMilli() - cycle.startedAt().toEpochMilli(),
          cycle.quiet(),
          cycle.applied(),
          cycle.repeated(),
          cycle.lastAt().toString(),
          caller.may(Scope.READ) ? plan : plan.withoutValues(),
          List.of(json.readValue(cycle.outcomesJson(), OutcomeReport[].class)));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a recorded cycle can be read again", unreadable);
    }
  }
}
