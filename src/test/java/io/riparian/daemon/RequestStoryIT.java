package io.riparian.daemon;

import static io.riparian.daemon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.forge.Check.Conclusion;
import io.riparian.forge.StagedForge;
import io.riparian.forge.StagedForge.Delivered;
import io.riparian.forge.StagedForge.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A request from the day it is opened to the day it runs on a real worker, and what is held on the
 * way: on each forge the same.
 */
class RequestStoryIT {
  private static final String CODEOWNERS = "* @pat\n/teams/payments/ @acme/payments\n";
  private static final Manifest ORDERS = Manifest.connector("payments-orders");

  /** A world in which a forge says who agreed. */
  private static final class Stage implements AutoCloseable {
    private final World world = World.ofOneCluster();
    private final StagedForge forge;
    private final Kind kind;
    private final HttpClient http = HttpClient.newHttpClient();

    Stage(Kind kind) {
      this.kind = kind;
      this.forge = new StagedForge(kind).team("@acme/payments", "alice", "anna");
      world.git().put("CODEOWNERS", CODEOWNERS);
      String baseline = world.git().push();
      Map<String, String> settings = forge.settings(world.directory().path().resolve("keys"));
      settings.forEach(world.daemon()::set);
      world
          .daemon()
          .set("riparian.ownership.file", "CODEOWNERS")
          .set("riparian.ownership.platform-owners", "@pat")
          .set("riparian.evidence.mode", "forge")
          .start();
      eventually(
          () ->
              assertThat(
                      world
                          .daemon()
                          .post(
                              "/api/v1/baseline",
                              RunningDaemon.OPERATOR,
                              "{\"commit\": \"" + baseline + "\"}")
                          .status())
                  .isEqualTo(200));
      world.daemon().walk(baseline);
    }

    /** Opens a request with what the repository should hold, and goes back to the branch. */
    String asks(long number, Manifest connector) {
      String head = world.git().declare(connector).request(kind.headRef(number));
      forge.opens(number, "zoe", head);
      delivers(forge.change(number, world.git().url()));
      return head;
    }

    String pushes(long number, String login, Manifest connector) {
      String head = world.git().declare(connector).request(kind.headRef(number));
      forge.pushes(number, login, head);
      delivers(forge.change(number, world.git().url()));
      return head;
    }

    void approves(long number, String login) {
      forge.approves(number, login);
      delivers(forge.change(number, world.git().url()));
    }

    /** Squashes what the repository should hold into one commit of the branch. */
    String merges(long number) {
      String commit = world.git().push();
      forge.merges(number, commit);
      delivers(forge.push(world.git().url()));
      delivers(forge.change(number, world.git().url()));
      return commit;
    }

    int delivers(Delivered delivered) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(world.daemon().url() + delivered.path()))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(delivered.body()));
      delivered.headers().forEach(request::header);
      try {
        int status =
            http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        assertThat(status).isEqualTo(202);
        return status;
      } catch (IOException down) {
        throw new UncheckedIOException(down);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stop);
      }
    }

    /** The one comment that stands on a request. */
    String comment(long number) {
      assertThat(forge.comments(number)).hasSize(1);
      return forge.comments(number).get(0);
    }

    boolean runs(Manifest connector) {
      return world.curl().names().contains(connector.name());
    }

    @Override
    public void close() {
      world.close();
      forge.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestIsToldAboutFromItsFirstPushToTheDayItRuns(Kind kind) {
    try (Stage stage = new Stage(kind)) {
      String bad = stage.asks(7, ORDERS.with("riparian.mark", "mine"));
      eventually(() -> assertThat(stage.forge.conclusion(bad)).contains(Conclusion.FAILURE));
      assertThat(stage.comment(7)).contains("Not ready", ORDERS.path(), "MAN-");
      if (kind == Kind.GITHUB) {
        assertThat(stage.forge.annotations(bad)).isPositive();
      }

      String good = stage.pushes(7, "zoe", ORDERS);
      eventually(
          () ->
              assertThat(stage.comment(7))
                  .contains(ORDERS.name(), "@acme/payments")
                  .doesNotContain("MAN-"));
      assertThat(stage.forge.conclusion(good)).isNotEqualTo(Optional.of(Conclusion.FAILURE));
      assertThat(stage.forge.conclusion(good)).isNotEqualTo(Optional.of(Conclusion.SUCCESS));

      stage.approves(7, "alice");
      eventually(() -> assertThat(stage.forge.conclusion(good)).contains(Conclusion.SUCCESS));
      assertThat(stage.runs(ORDERS)).isFalse();

      stage.merges(7);
      eventually(() -> assertThat(stage.runs(ORDERS)).isTrue());
      eventually(() -> assertThat(stage.comment(7)).containsIgnoringCase("applied"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPushedAfterTheApprovalIsHeld(Kind kind) {
    try (Stage stage = new Stage(kind)) {
      String first = stage.asks(7, ORDERS);
      stage.approves(7, "alice");
      eventually(() -> assertThat(stage.forge.conclusion(first)).contains(Conclusion.SUCCESS));

      String more = stage.pushes(7, "mallory", ORDERS.with("topic", "payments-hijacked"));
      eventually(() -> assertThat(stage.forge.conclusion(more)).isPresent());
      assertThat(stage.forge.conclusion(more)).isNotEqualTo(Optional.of(Conclusion.SUCCESS));

      String merge = stage.merges(7);
      eventually(() -> assertThat(stage.comment(7)).contains("held"));
      eventually(() -> assertThat(stage.forge.conclusion(merge)).contains(Conclusion.FAILURE));
      assertThat(stage.runs(ORDERS)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectPushIsHeldAndTold(Kind kind) {
    try (Stage stage = new Stage(kind)) {
      String pushed = stage.world.git().declare(ORDERS).push();
      stage.delivers(stage.forge.push(stage.world.git().url()));

      eventually(() -> assertThat(stage.forge.conclusion(pushed)).contains(Conclusion.FAILURE));
      assertThat(stage.forge.title(pushed)).contains("payments is held: no-request");
      assertThat(stage.runs(ORDERS)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEditedSquashIsHeld(Kind kind) {
    try (Stage stage = new Stage(kind)) {
      String head = stage.asks(7, ORDERS);
      stage.approves(7, "alice");
      eventually(() -> assertThat(stage.forge.conclusion(head)).contains(Conclusion.SUCCESS));

      stage.world.git().declare(ORDERS.with("topic", "payments-edited"));
      String merge = stage.merges(7);

      eventually(
          () ->
              assertThat(stage.forge.title(merge))
                  .contains("payments is held: content-not-approved"));
      eventually(() -> assertThat(stage.comment(7)).contains("held"));
      assertThat(stage.runs(ORDERS)).isFalse();
    }
  }
}
