package io.riparian.app;

import io.riparian.app.RiparianConfig.Scope;
import io.riparian.model.Notice;
import io.riparian.model.Party;
import io.riparian.model.Routes;
import io.riparian.model.Urgency;
import io.riparian.notify.ChannelStanding;
import io.riparian.notify.Letter;
import io.riparian.notify.Outbox;
import io.riparian.notify.Trial;
import io.riparian.reconcile.Reconciler;
import io.riparian.report.NotifyReport;
import io.riparian.report.NotifyReport.ChannelReport;
import io.riparian.report.NotifyReport.DeadLetter;
import io.riparian.report.NotifyTestReport;
import io.riparian.report.NotifyTestReport.RouteReport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with telling people, for anybody who can reach us; and whether they can be told,
 * for operators. No answer holds an address of a channel.
 */
@Path("/api/v1/notify")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "notifications")
public class NotifyResource {
  private final Daemon daemon;
  private final Caller caller;
  private final RiparianConfig config;

  NotifyResource(Daemon daemon, Caller caller, RiparianConfig config) {
    this.daemon = daemon;
    this.caller = caller;
    this.config = config;
  }

  @GET
  @Operation(summary = "The channels, the routes that lead nowhere, and what nobody was told")
  public NotifyReport standing() {
    caller.name();
    Outbox outbox = daemon.outbox();
    return new NotifyReport(
        outbox.channels().stream().map(this::channel).toList(),
        daemon.reconciler().routes().problems(name -> outbox.channel(name).isPresent()),
        outbox.dead().stream().map(NotifyResource::dead).toList());
  }

  private ChannelReport channel(ChannelStanding it) {
    RiparianConfig.NotifyChannel channel = config.notifications().channels().get(it.name());
    return new ChannelReport(
        it.name(),
        channel == null ? "" : channel.type().name().toLowerCase(Locale.ROOT),
        it.due(),
        it.held(),
        it.problem(),
        it.failedAt().map(Instant::toString).orElse(""),
        it.sentAt().map(Instant::toString).orElse(""));
  }

  private static DeadLetter dead(Letter it) {
    Party party = it.notice().to();
    return new DeadLetter(
        it.due().toString(),
        party.isPlatform() ? "platform" : party.team(),
        it.channel(),
        it.notice().id(),
        it.why());
  }

  /**
   * Whom to tell that this is a test: a team, or the platform.
   *
   * @param channel left out for every route
   */
  public record Test(@Nullable String team, @Nullable Boolean platform, @Nullable String channel) {
    /** What was sent in the place of a name may be anything. */
    @Override
    public String toString() {
      return "Test[]";
    }
  }

  @POST
  @Path("/test")
  @Operation(summary = "Tells a team or the platform, by each of its routes, that this is a test")
  public NotifyTestReport test(@Nullable Test body) {
    String actor = caller.require(Scope.OPERATE);
    Test asked = Answers.required(body, "a `team`, or `platform`: true");
    String team = asked.team() == null ? "" : asked.team().strip();
    if (team.isEmpty() != Boolean.TRUE.equals(asked.platform())) {
      throw Answers.refused(Response.Status.BAD_REQUEST, "give a `team`, or `platform`: true");
    }
    Reconciler reconciler = daemon.reconciler();
    Party party = team.isEmpty() ? Party.PLATFORM : known(team, reconciler);
    reconciler.desk().audit(actor, "test-notify", party.toString());
    String channel = asked.channel() == null ? "" : asked.channel();
    List<Routes.Route> routes =
        reconciler.routes().of(party).routes().stream()
            .filter(route -> channel.isEmpty() || route.channel().equals(channel))
            .toList();
    List<Trial> trials = Trial.all(daemon.outbox(), notice(party, actor), routes);
    return new NotifyTestReport(
        party.toString(),
        trials.stream().map(it -> new RouteReport(it.channel(), it.to(), it.problem())).toList());
  }

  private static Party known(String team, Reconciler reconciler) {
    boolean declared =
        reconciler.judged().filter(now -> now.declarations().units().contains(team)).isPresent();
    if (!declared) {
      throw Answers.refused(Response.Status.NOT_FOUND, "no team of this name is declared");
    }
    return Party.team(team);
  }

  private Notice notice(Party party, String actor) {
    Instant now = daemon.now();
    return new Notice(
        "test/" + now.toEpochMilli(),
        Notice.Kind.TEST,
        Urgency.NOTICE,
        party,
        "",
        List.of(),
        party.isPlatform() ? List.of() : List.of(party.team()),
        "Riparian: a test for " + party,
        List.of("Nothing has failed. `%s` wants to know whether this arrives.".formatted(actor)),
        Optional.empty(),
        now);
  }
}
