package io.riparian.app;

import io.riparian.reconcile.Pulse;
import io.riparian.reconcile.Reconciler;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Alive while every loop has its thread and comes forward; a cluster or a repository that does not
 * answer is not our death. It names what each loop is busy with.
 */
@org.eclipse.microprofile.health.Liveness
@ApplicationScoped
public class Liveness implements HealthCheck {
  private final Daemon daemon;

  Liveness(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public HealthCheckResponse call() {
    Reconciler reconciler = daemon.reconciler();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("loops").status(reconciler.isAlive());
    for (Pulse pulse : reconciler.pulses()) {
      if (!pulse.sentence().isEmpty()) {
        answer.withData(pulse.loop(), pulse.sentence());
      }
    }
    return answer.build();
  }
}
