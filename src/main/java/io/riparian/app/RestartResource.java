package io.riparian.app;

import io.riparian.app.RiparianConfig.Scope;
import io.riparian.plan.RestartWish.OfConnector;
import io.riparian.plan.RestartWish.OfSecret;
import io.riparian.plan.RestartWish.Parts;
import io.riparian.policy.SecretName;
import io.riparian.reconcile.InterventionDesk;
import io.riparian.reconcile.RestartDesk;
import io.riparian.report.RestartReport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Restarts that operators ask for. All of it needs a token that may operate, because who refers to
 * which secret is nobody else's business; asking for one is audited by its name.
 */
@Path("/api/v1/restarts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "operating")
public class RestartResource {
  private final Daemon daemon;
  private final Caller caller;

  RestartResource(Daemon daemon, Caller caller) {
    this.daemon = daemon;
    this.caller = caller;
  }

  /**
   * @param id only this one; left out for the last ones
   */
  @GET
  @Operation(summary = "What was asked for since the daemon started, newest first")
  public List<RestartReport> list(@QueryParam("id") @Nullable String id) {
    caller.require(Scope.OPERATE);
    return desk().orders().stream()
        .filter(order -> id == null || id.isEmpty() || order.id().equals(id))
        .toList();
  }

  @GET
  @Path("/plan")
  @Operation(summary = "Who would be restarted for a secret; nothing is done")
  public RestartReport plan(
      @QueryParam("secret") @Nullable String secret,
      @QueryParam("team") @Nullable String team,
      @QueryParam("cluster") @Nullable String cluster) {
    caller.require(Scope.OPERATE);
    OfSecret wish = new OfSecret(secret(Answers.required(secret, "a `secret`")), text(team));
    return unlessRefused(() -> desk().plan(wish, text(cluster)));
  }

  /**
   * What to restart: one connector, or whatever refers to a secret.
   *
   * @param secret such as {@code vault:payments/orders-db}, perhaps with a key
   * @param cluster empty for every cluster; of a connector, for the only one that has it
   * @param team with a secret: only this team's
   * @param parts with a connector: {@code failed} (the default) or {@code all}
   * @param reason needed with a secret
   */
  public record Restart(
      @Nullable String connector,
      @Nullable String secret,
      @Nullable String cluster,
      @Nullable String team,
      @Nullable String parts,
      @Nullable String reason) {
    /** What was sent in the place of a name may be a secret. */
    @Override
    public String toString() {
      return "Restart[" + connector + " on " + cluster + "]";
    }
  }

  @POST
  @Operation(summary = "Restarts one connector, or those that refer to a secret, one by one")
  public Response restart(@Nullable Restart body) {
    String actor = caller.require(Scope.OPERATE);
    Restart asked = Answers.required(body, "a `connector` or a `secret`");
    String connector = text(asked.connector());
    String secret = text(asked.secret());
    if (connector.isEmpty() == secret.isEmpty()) {
      throw bad("give a `connector` or a `secret`");
    }
    RestartReport begun =
        secret.isEmpty() ? one(connector, asked, actor) : referring(secret, asked, actor);
    return Response.accepted(begun).build();
  }

  private RestartReport one(String connector, Restart asked, String actor) {
    OfConnector wish = new OfConnector(connector, parts(text(asked.parts())));
    return unlessRefused(
        () -> desk().restart(wish, text(asked.cluster()), actor, text(asked.reason())));
  }

  private RestartReport referring(String secret, Restart asked, String actor) {
    OfSecret wish = new OfSecret(secret(secret), text(asked.team()));
    String reason = Answers.required(asked.reason(), "a `reason`; it is recorded");
    return unlessRefused(() -> desk().restart(wish, text(asked.cluster()), actor, reason));
  }

  private RestartDesk desk() {
    return daemon.reconciler().restarts();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static Parts parts(String word) {
    return switch (word) {
      case "", "failed" -> Parts.FAILED;
      case "all" -> Parts.ALL;
      default -> throw bad("the `parts` are failed or all");
    };
  }

  /** What is no name may be a secret itself, so it is not repeated. */
  private static SecretName secret(String text) {
    return SecretName.of(text)
        .orElseThrow(
            () -> bad("the `secret` is written alias:path or alias:path:key, as references are"));
  }

  private static RuntimeException bad(String why) {
    return Answers.refused(Response.Status.BAD_REQUEST, why);
  }

  private static RestartReport unlessRefused(Supplier<RestartReport> call) {
    try {
      return call.get();
    } catch (InterventionDesk.Refused why) {
      throw Answers.refused(Response.Status.CONFLICT, String.valueOf(why.getMessage()));
    }
  }
}
