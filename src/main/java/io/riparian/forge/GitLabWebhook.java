package io.riparian.forge;

import io.riparian.forge.Delivery.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How GitLab delivers its webhooks. Of a delivery nothing is taken but which project it is about
 * and where to look there.
 */
public final class GitLabWebhook implements Webhook {
  private static final String EVENT = "X-Gitlab-Event";

  /** The same when GitLab tries again; servers before 17.4 do not have it. */
  private static final String ID = "Idempotency-Key";

  private static final String EVENT_ID = "X-Gitlab-Event-UUID";

  /** A UUID; it is kept for a while, so that it must not be long. */
  private static final Pattern ANY_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  @Override
  public boolean mayBeGenuine(Function<String, Optional<String>> headers, List<String> secrets) {
    return headers.apply(EVENT).isPresent()
        && id(headers).filter(id -> ANY_ID.matcher(id).matches()).isPresent()
        && GitLabSecret.mayProve(headers, secrets);
  }

  @Override
  public boolean isGenuine(
      Function<String, Optional<String>> headers, byte[] body, List<String> secrets) {
    return mayBeGenuine(headers, secrets) && GitLabSecret.prove(headers, body, secrets);
  }

  private static Optional<String> id(Function<String, Optional<String>> headers) {
    return headers.apply(ID).or(() -> headers.apply(EVENT_ID));
  }

  /** An approval is something that happens to a merge request, and comes as that. */
  @Override
  public Delivery read(Function<String, Optional<String>> headers, byte[] body) {
    String id = id(headers).orElseThrow(() -> none("it has no id"));
    return switch (headers.apply(EVENT).orElseThrow(() -> none("it has no " + EVENT))) {
      case "Push Hook" ->
          new Delivery(id, Subject.BRANCH, OptionalLong.empty(), event(body).names());
      case "Merge Request Hook" -> request(id, event(body), Event::objectAttributes);
      case "Note Hook" -> note(id, event(body));
      default -> nothing(id);
    };
  }

  private static Delivery note(String id, Event event) {
    return event.mergeRequest().isPresent() ? request(id, event, Event::mergeRequest) : nothing(id);
  }

  private static Delivery request(
      String id, Event event, Function<Event, Optional<Numbered>> part) {
    long number =
        part.apply(event)
            .flatMap(Numbered::iid)
            .orElseThrow(() -> none("it names no merge request"));
    return new Delivery(id, Subject.REQUEST, OptionalLong.of(number), event.names());
  }

  private static Delivery nothing(String id) {
    return new Delivery(id, Subject.NOTHING, OptionalLong.empty(), Set.of());
  }

  private static Event event(byte[] body) {
    try {
      @Nullable Event event = ForgeAnswer.JSON.readValue(body, Event.class);
      if (event == null) {
        throw none("it is empty");
      }
      return event;
    } catch (IOException strange) {
      // Not chained: its message quotes the body.
      throw none("its body is not the JSON of such an event");
    }
  }

  private static IllegalArgumentException none(String why) {
    return new IllegalArgumentException("no delivery of GitLab's: " + why);
  }

  /**
   * What is read of an event.
   *
   * @param mergeRequest what a comment is about, when that is one
   */
  record Event(
      Optional<Numbered> objectAttributes,
      Optional<Numbered> mergeRequest,
      Optional<Named> project) {

    Set<String> names() {
      return project.orElseThrow(() -> none("it names no project")).all();
    }
  }

  /** A merge request; a comment has no number of this kind. */
  record Numbered(Optional<Long> iid) {}

  /** The addresses of a project. */
  record Named(String webUrl, String gitHttpUrl, String gitSshUrl) {
    Set<String> all() {
      return Set.copyOf(List.of(webUrl, gitHttpUrl, gitSshUrl));
    }

    @Override
    public String toString() {
      return "Named[]";
    }
  }
}
