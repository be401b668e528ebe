package io.riparian.app;

import io.riparian.app.RiparianConfig.Scope;
import io.riparian.model.ConnectorId;
import io.riparian.model.DeclaredState;
import io.riparian.model.Intervention;
import io.riparian.model.Span;
import io.riparian.reconcile.InterventionDesk;
import io.riparian.report.InterventionReport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What operators do against the files for a while: overrides, suspensions, broken glass. Beginning
 * and ending needs a token, and is audited by its name.
 */
@Path("/api/v1/interventions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "operating")
public class InterventionResource {
  private static final Map<String, DeclaredState> STATES =
      Map.of(
          "running",
          DeclaredState.RUNNING,
          "paused",
          DeclaredState.PAUSED,
          "stopped",
          DeclaredState.STOPPED);

  private final Daemon daemon;
  private final Caller caller;

  InterventionResource(Daemon daemon, Caller caller) {
    this.daemon = daemon;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "What is in force")
  public List<InterventionReport> list() {
    caller.name();
    return desk().inForce().stream().map(InterventionReport::of).toList();
  }

  /**
   * What to begin.
   *
   * @param kind {@code override}, {@code suspension} or {@code break-glass}
   * @param cluster may be left out for broken glass
   * @param connector needed for an override
   * @param state {@code running}, {@code paused} or {@code stopped}, for an override
   * @param length such as {@code 4h}
   */
  public record Begin(
      @Nullable String kind,
      @Nullable String cluster,
      @Nullable String connector,
      @Nullable String state,
      @Nullable String reason,
      @Nullable String length) {}

  @POST
  @Operation(summary = "Overrides a state, suspends, or breaks the glass, for a while")
  public Response begin(@Nullable Begin body) {
    String actor = caller.require(Scope.OPERATE);
    Intervention.Kind kind = kind(Answers.required(body, Begin::kind, "a `kind`"));
    Begin asked = Answers.required(body, "a `kind`");
    String reason = Answers.required(asked.reason(), "a `reason`; it is recorded");
    String cluster = asked.cluster() == null ? "" : asked.cluster();
    String connector = asked.connector() == null ? "" : asked.connector();
    try {
      switch (kind) {
        case OVERRIDE ->
            desk()
                .override(
                    new ConnectorId(
                        Answers.required(asked.cluster(), "a `cluster`"),
                        Answers.required(asked.connector(), "a `connector`")),
                    state(Answers.required(asked.state(), "a `state`")),
                    length(asked, InterventionDesk.USUAL),
                    actor,
                    reason);
        case SUSPENSION ->
            desk()
                .suspend(
                    Answers.required(asked.cluster(), "a `cluster`"),
                    connector,
                    length(asked, InterventionDesk.USUAL),
                    actor,
                    reason);
        case BREAK_GLASS ->
            desk().breakGlass(cluster, length(asked, InterventionDesk.USUAL_GLASS), actor, reason);
      }
    } catch (InterventionDesk.Refused why) {
      throw Answers.refused(Response.Status.CONFLICT, String.valueOf(why.getMessage()));
    }
    return Response.accepted(list()).build();
  }

  /** What to end before its time. */
  public record End(@Nullable String kind, @Nullable String cluster, @Nullable String connector) {}

  @POST
  @Path("/end")
  @Operation(summary = "Ends one before its time")
  public Response end(@Nullable End body) {
    String actor = caller.require(Scope.OPERATE);
    Intervention.Kind kind = kind(Answers.required(body, End::kind, "a `kind`"));
    End asked = Answers.required(body, "a `kind`");
    try {
      desk()
          .end(
              new Intervention.Key(
                  kind,
                  asked.cluster() == null ? "" : asked.cluster(),
                  asked.connector() == null ? "" : asked.connector()),
              actor);
    } catch (InterventionDesk.Refused why) {
      throw Answers.refused(Response.Status.NOT_FOUND, String.valueOf(why.getMessage()));
    }
    return Response.accepted(list()).build();
  }

  private InterventionDesk desk() {
    return daemon.reconciler().interventions();
  }

  private static Intervention.Kind kind(String word) {
    for (Intervention.Kind kind : Intervention.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return kind;
      }
    }
    throw Answers.refused(
        Response.Status.BAD_REQUEST, "the `kind` is override, suspension or break-glass");
  }

  private static DeclaredState state(String word) {
    DeclaredState state = STATES.get(word);
    if (state == null) {
      throw Answers.refused(
          Response.Status.BAD_REQUEST, "the `state` is running, paused or stopped");
    }
    return state;
  }

  private static Duration length(Begin asked, Duration usual) {
    return asked.length() == null || asked.length().isEmpty()
        ? usual
        : Span.parse(asked.length())
            .orElseThrow(
                () ->
                    Answers.refused(
                        Response.Status.BAD_REQUEST,
                        "the `length` is a number and m, h or d, such as 4h"));
  }
}
