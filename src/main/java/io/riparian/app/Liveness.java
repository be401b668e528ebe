package io.riparian.app;

import io.riparian.reconcile.Reconciler;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Alive while every loop has its thread; a cluster or a repository that does not answer is not our
 * death.
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
    return HealthCheckResponse.named("loops").status(reconciler.isAlive()).build();
  }
}
