package io.riparian.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A hint from outside to look again. It carries no fact: whatever is in its body is not even read.
 */
@Path("/hooks/generic")
@ApplicationScoped
@Tag(name = "hooks")
public class HookResource {
  private final Daemon daemon;
  private final RiparianConfig.Hooks.Generic config;
  private final Exposure exposure;
  private final Allowance allowance;

  HookResource(Daemon daemon, RiparianConfig config, Exposure exposure) {
    this.daemon = daemon;
    this.config = config.hooks().generic();
    this.exposure = exposure;
    this.allowance = new Allowance(this.config.perMinute(), Duration.ofMinutes(1));
  }

  @POST
  @Operation(summary = "Look again, now; the secret goes into X-Riparian-Secret")
  public Response look(@HeaderParam("X-Riparian-Secret") @Nullable String secret) {
    if (!allowance.take(System.nanoTime())) {
      return Answers.problem(
          Response.Status.TOO_MANY_REQUESTS, "too many hooks; polling goes on anyway");
    }
    if (!isKnown(secret)) {
      return Answers.problem(
          Response.Status.UNAUTHORIZED,
          "the header X-Riparian-Secret does not hold the hook's secret");
    }
    daemon.reconciler().lookAgain("hook");
    return Response.accepted().build();
  }

  private boolean isKnown(@Nullable String shown) {
    if (config.secret().isEmpty()) {
      return exposure.isLocal();
    }
    return shown != null
        && MessageDigest.isEqual(
            config.secret().get().getBytes(StandardCharsets.UTF_8),
            shown.getBytes(StandardCharsets.UTF_8));
  }
}
