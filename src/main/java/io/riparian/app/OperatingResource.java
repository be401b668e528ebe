package io.riparian.app;

import io.riparian.app.RiparianConfig.Scope;
import io.riparian.reconcile.Hearing;
import io.riparian.reconcile.Reading;
import io.riparian.reconcile.Reconciler;
import io.riparian.reconcile.RepositoryView;
import io.riparian.reconcile.Survey;
import io.riparian.repo.EntryKind;
import io.riparian.repo.FileSet;
import io.riparian.repo.GivenFiles;
import io.riparian.repo.RepositoryUnreadableException;
import io.riparian.report.DiffReport;
import io.riparian.report.OutcomeReport;
import io.riparian.report.PlanReport;
import io.riparian.report.PlanReport.DeferralReport;
import io.riparian.report.UnitReport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of the daemon. Everything here needs a token, and everything that changes
 * something is audited by that token's name; there is no way to have a file applied that is not in
 * force.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "operating")
public class OperatingResource {
  private static final Duration LONGEST_WALK = Duration.ofMinutes(2);

  private final Daemon daemon;
  private final Caller caller;
  private final Exposure exposure;

  OperatingResource(Daemon daemon, Caller caller, Exposure exposure) {
    this.daemon = daemon;
    this.caller = caller;
    this.exposure = exposure;
  }

  /**
   * What is to be planned: a revision that the daemon's mirror holds, or files (path to content,
   * base64), with the kind of those paths that are no ordinary files.
   */
  public record PlanRequest(
      @Nullable String revision,
      @Nullable Map<String, byte[]> files,
      @Nullable Map<String, EntryKind> others) {}

  @POST
  @Path("/plan")
  @Operation(summary = "Plans a revision, or files that are not in force; nothing is done")
  public PlanReport plan(@Nullable PlanRequest body) {
    requireToPlan();
    PlanRequest request = Answers.required(body, "a `revision` or `files`");
    FileSet files;
    if (request.files() != null) {
      files = given(request.files(), request.others() == null ? Map.of() : request.others());
    } else if (request.revision() != null) {
      files = revision(request.revision());
    } else {
      throw Answers.refused(Response.Status.BAD_REQUEST, "give a `revision` or `files`");
    }
    PlanReport report = daemon.reconciler().planOf(files);
    return caller.may(Scope.READ) ? report : report.withoutValues();
  }

  /** On this machine alone, whoever names nobody may ask: nothing is done. */
  private void requireToPlan() {
    if (!exposure.isLocal() || caller.name().isPresent()) {
      caller.require(Scope.PLAN);
    }
  }

  private static FileSet given(Map<String, byte[]> files, Map<String, EntryKind> others) {
    try {
      return new GivenFiles(files, others);
    } catch (RepositoryUnreadableException tooMany) {
      throw Answers.refused(Response.Status.BAD_REQUEST, String.valueOf(tooMany.getMessage()));
    }
  }

  private FileSet revision(String text) {
    try {
      return daemon
          .reconciler()
          .revision(text)
          .orElseThrow(
              () ->
                  Answers.refused(
                      Response.Status.NOT_FOUND, "the mirror holds no such commit; push it first"));
    } catch (RepositoryUnreadableException unreadable) {
      throw Answers.refused(
          Response.Status.SERVICE_UNAVAILABLE, "the revision cannot be read from the mirror");
    }
  }

  /** Two commits that the daemon's mirror holds. */
  public record DiffRequest(@Nullable String from, @Nullable String to) {}

  @POST
  @Path("/diff")
  @Operation(summary = "What two revisions declare differently; nothing is done")
  public DiffReport diff(@Nullable DiffRequest body) {
    requireToPlan();
    DiffRequest request = Answers.required(body, "`from` and `to`");
    FileSet from = revision(Answers.required(request.from(), "`from`"));
    FileSet to = revision(Answers.required(request.to(), "`to`"));
    try {
      DiffReport report = Reading.difference(from, to, Instant.now());
      return caller.may(Scope.READ) ? report : report.withoutValues();
    } catch (RepositoryUnreadableException unreadable) {
      throw Answers.refused(
          Response.Status.SERVICE_UNAVAILABLE, "a revision cannot be read from the mirror");
    }
  }

  /** The revision the caller believes to be in force; empty for whichever is. */
  public record ApplyRequest(@Nullable String revision) {}

  /** What an apply answers. */
  public record ApplyAnswer(
      String revision, boolean finished, PlanReport plan, List<OutcomeReport> outcomes) {}

  @POST
  @Path("/apply")
  @Operation(summary = "Fetches, walks every cluster now, and answers when that has ended")
  public ApplyAnswer apply(@Nullable ApplyRequest body) throws InterruptedException {
    String actor = caller.require(Scope.OPERATE);
    ApplyRequest request = Answers.required(body, "a `revision`, or {}");
    Reconciler reconciler = daemon.reconciler();
    reconciler.desk().audit(actor, "apply", request.revision() == null ? "" : request.revision());
    long deadline = System.nanoTime() + LONGEST_WALK.toNanos();
    try (Hearing hearing = reconciler.listen()) {
      boolean looked = reconciler.lookNow("apply by " + actor, LONGEST_WALK);
      String revision = revisionToApply(request, looked);
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      boolean walked = reconciler.walkNow("apply by " + actor, left);
      String now = reconciler.repository().revision();
      return new ApplyAnswer(
          now,
          walked && now.equals(revision),
          new Survey(reconciler).plan().withoutValues(),
          hearing.outcomes().stream().map(OutcomeReport::of).toList());
    }
  }

  private String revisionToApply(ApplyRequest request, boolean looked) {
    RepositoryView repository = daemon.reconciler().repository();
    if (!looked || !repository.problem().isEmpty()) {
      throw Answers.refused(
          Response.Status.SERVICE_UNAVAILABLE,
          "the repository could not be looked at, so nothing was asked of the clusters: "
              + (looked ? repository.problem() : "it took too long"));
    }
    if (request.revision() != null && !repository.revision().startsWith(request.revision())) {
      throw Answers.refused(
          Response.Status.CONFLICT,
          "the revision in force is "
              + repository.revision()
              + "; only that one is ever applied, so push or revert in Git");
    }
    return repository.revision();
  }

  /** A digest that a deferral or a held unit named, and why it is agreed to. */
  public record Acknowledgement(@Nullable String digest, @Nullable String reason) {}

  @POST
  @Path("/acknowledgements")
  @Operation(summary = "Agrees to exactly what a digest stands for")
  public Response acknowledge(@Nullable Acknowledgement body) {
    String actor = caller.require(Scope.OPERATE);
    String digest = Answers.required(body, Acknowledgement::digest, "a `digest`");
    Survey survey = new Survey(daemon.reconciler());
    boolean release = survey.units().stream().map(UnitReport::release).anyMatch(digest::equals);
    if (!release && !isDeferred(survey, digest)) {
      throw Answers.refused(
          Response.Status.NOT_FOUND, "nothing that is held back waits for this digest");
    }
    String reason = body == null || body.reason() == null ? "" : body.reason().strip();
    if (release && reason.isEmpty()) {
      throw Answers.refused(
          Response.Status.BAD_REQUEST,
          "to let a change in against the ownership rules, give a `reason`; it is recorded");
    }
    daemon.reconciler().desk().acknowledge(digest, actor, reason);
    return Response.accepted(Map.of("acknowledged", digest)).build();
  }

  private static boolean isDeferred(Survey survey, String digest) {
    return survey.plan().clusters().stream()
        .flatMap(cluster -> cluster.deferrals().stream())
        .map(DeferralReport::acknowledge)
        .anyMatch(acknowledge -> !acknowledge.isEmpty() && acknowledge.equals(digest));
  }

  /** A cluster by its name; empty for every one. */
  public record MarkRequest(@Nullable String cluster) {}

  @POST
  @Path("/marks")
  @Operation(summary = "Has the mark written to what was adopted and bears none; its tasks restart")
  public Response marks(@Nullable MarkRequest body) {
    String actor = caller.require(Scope.OPERATE);
    MarkRequest request = Answers.required(body, "a `cluster`, or {}");
    String cluster = request.cluster() == null ? "" : request.cluster();
    SortedMap<String, Integer> waiting = daemon.reconciler().desk().writeMarks(cluster, actor);
    if (waiting.isEmpty()) {
      throw Answers.refused(
          Response.Status.NOT_FOUND, "no adopted connector waits for its mark there");
    }
    return Response.accepted(Map.of("connectors", waiting)).build();
  }

  /** A commit, by its full id. */
  public record Commit(@Nullable String commit) {}

  @POST
  @Path("/baseline")
  @Operation(summary = "Names the commit that an empty ledger starts from")
  public Response baseline(@Nullable Commit body) {
    String actor = caller.require(Scope.OPERATE);
    String commit = Answers.required(body, Commit::commit, "a `commit`");
    try {
      int remembered = daemon.reconciler().desk().acceptBaseline(commit, actor);
      return Response.ok(Map.of("baseline", commit, "connectors", remembered)).build();
    } catch (IllegalStateException notEmpty) {
      throw Answers.refused(Response.Status.CONFLICT, String.valueOf(notEmpty.getMessage()));
    } catch (IllegalArgumentException unknown) {
      throw Answers.refused(Response.Status.NOT_FOUND, String.valueOf(unknown.getMessage()));
    }
  }

  @POST
  @Path("/history")
  @Operation(summary = "Acknowledges a rewritten history by its exact commit")
  public Response history(@Nullable Commit body) {
    String actor = caller.require(Scope.OPERATE);
    String commit = Answers.required(body, Commit::commit, "a `commit`");
    if (!daemon.reconciler().desk().acknowledgeRewrite(commit, actor)) {
      throw Answers.refused(
          Response.Status.CONFLICT, "no rewritten history waits for exactly this commit");
    }
    return Response.ok(Map.of("accepted", commit)).build();
  }
}
