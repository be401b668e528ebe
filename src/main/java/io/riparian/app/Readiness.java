package io.riparian.app;

import io.riparian.reconcile.RepositoryView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready once a revision is in force; a repository that is down later leaves us ready, with what we
 * have.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {
  private final Daemon daemon;

  Readiness(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public HealthCheckResponse call() {
    RepositoryView repository = daemon.reconciler().repository();
    return HealthCheckResponse.named("repository")
        .status(!repository.revision().isEmpty())
        .withData("revision", repository.revision())
        .withData("problem", repository.problem())
        .build();
  }
}
