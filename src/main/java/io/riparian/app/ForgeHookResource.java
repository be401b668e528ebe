package io.riparian.app;

import io.riparian.forge.Delivery;
import io.riparian.forge.Webhook;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where the forge delivers that something happened. A delivery is a hint to look again; who sent it
 * is proven before anything of it is understood, and it is answered before anybody looks.
 */
@Path("/hooks/{forge}")
@ApplicationScoped
@Tag(name = "hooks")
public class ForgeHookResource {
  private static final int KNOWN_DELIVERIES = 10_000;

  private final Daemon daemon;
  private final RiparianConfig config;
  private final EventMetrics events;
  private final Optional<Webhook> webhook;
  private final List<String> secrets;
  private final Set<String> known =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > KNOWN_DELIVERIES;
            }
          });

  ForgeHookResource(Daemon daemon, RiparianConfig config, EventMetrics events) {
    this.daemon = daemon;
    this.config = config;
    this.events = events;
    this.webhook = config.forge().type().map(Forges.Kind::webhook);
    this.secrets = config.forge().webhookSecrets().orElse(List.of());
  }

  @POST
  @Blocking
  @Operation(summary = "Takes what the forge delivers: github, gitlab or gitea")
  public Response deliver(
      @PathParam("forge") String forge, @Context HttpHeaders headers, InputStream body)
      throws IOException {
    if (config.forge().type().map(Forges.Kind::word).filter(forge::equals).isEmpty()) {
      return Answers.problem(
          Response.Status.NOT_FOUND, "no such forge is configured (riparian.forge.type)");
    }
    if (secrets.isEmpty()) {
      return Answers.problem(
          Response.Status.FORBIDDEN,
          "no secret is configured that a delivery could be proven with (riparian.forge.webhook-secrets)");
    }
    return deliver(webhook.orElseThrow(), name -> header(headers, name), body);
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name));
  }

  private Response deliver(
      Webhook hook, Function<String, Optional<String>> headers, InputStream body)
      throws IOException {
    if (!hook.mayBeGenuine(headers, secrets)) {
      return forged();
    }
    byte[] bytes = body.readNBytes(Webhook.LARGEST_BODY + 1);
    if (bytes.length > Webhook.LARGEST_BODY) {
      events.delivered(DeliveryResult.TOO_LARGE);
      return Answers.problem(
          Response.Status.REQUEST_ENTITY_TOO_LARGE, "no delivery of use is larger than 3 MiB");
    }
    if (!hook.isGenuine(headers, bytes, secrets)) {
      return forged();
    }
    try {
      return take(hook.read(headers, bytes));
    } catch (IllegalArgumentException strange) {
      events.delivered(DeliveryResult.STRANGE);
      return Answers.problem(Response.Status.BAD_REQUEST, String.valueOf(strange.getMessage()));
    }
  }

  private Response forged() {
    events.delivered(DeliveryResult.FORGED);
    return Answers.problem(
        Response.Status.UNAUTHORIZED, "it is not signed with a secret that is known here");
  }

  private Response take(Delivery delivery) {
    if (delivery.subject() == Delivery.Subject.NOTHING) {
      events.delivered(DeliveryResult.IGNORED);
    } else if (!delivery.repository().contains(repository())) {
      events.delivered(DeliveryResult.FOREIGN);
      return Answers.problem(
          Response.Status.CONFLICT,
          "it is about another repository than riparian.repository.url names; see riparian.forge.repository-url");
    } else if (isNew(delivery.id())) {
      events.delivered(DeliveryResult.TAKEN);
      look(delivery);
    } else {
      events.delivered(DeliveryResult.REPEATED);
    }
    return Response.accepted().build();
  }

  private String repository() {
    return config.forge().repositoryUrl().orElse(config.repository().url());
  }

  private boolean isNew(String id) {
    synchronized (known) {
      return known.add(id);
    }
  }

  private void look(Delivery delivery) {
    switch (delivery.subject()) {
      case BRANCH -> daemon.reconciler().lookAgain("hook");
      case REQUEST -> daemon.reconciler().lookAtRequest(delivery.request());
      case NOTHING -> {}
    }
  }
}
