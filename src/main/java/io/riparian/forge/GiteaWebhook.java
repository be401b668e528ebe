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
 * How Gitea and Forgejo deliver their webhooks. Of a delivery nothing is taken but which repository
 * it is about and where to look there.
 */
public final class GiteaWebhook implements Webhook {
  /** The same of each; Forgejo sends both kinds. */
  private static final List<String> NAMES = List.of("X-Gitea-", "X-Forgejo-");

  /** A UUID; it is kept for a while, so that it must not be long. */
  private static final Pattern ANY_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  @Override
  public boolean mayBeGenuine(Function<String, Optional<String>> headers, List<String> secrets) {
    return !secrets.isEmpty()
        && WebhookSignature.isOne(signature(headers))
        && header(headers, "Event").isPresent()
        && header(headers, "Delivery").filter(id -> ANY_ID.matcher(id).matches()).isPresent();
  }

  @Override
  public boolean isGenuine(
      Function<String, Optional<String>> headers, byte[] body, List<String> secrets) {
    return mayBeGenuine(headers, secrets)
        && WebhookSignature.isMadeWithOneOf(secrets, body, signature(headers));
  }

  /** Empty text for none. */
  private static String signature(Function<String, Optional<String>> headers) {
    return header(headers, "Signature").orElse("");
  }

  private static Optional<String> header(Function<String, Optional<String>> headers, String name) {
    return NAMES.stream().flatMap(forge -> headers.apply(forge + name).stream()).findFirst();
  }

  /**
   * Approvals and other reviews come as events of their own: {@code pull_request_approved}, {@code
   * pull_request_rejected}, {@code pull_request_comment}.
   */
  @Override
  public Delivery read(Function<String, Optional<String>> headers, byte[] body) {
    String id = header(headers, "Delivery").orElseThrow(() -> none("it has no id"));
    String kind = header(headers, "Event").orElseThrow(() -> none("it has no event"));
    if (kind.equals("push")) {
      return push(id, event(body));
    }
    if (kind.startsWith("pull_request")) {
      Event event = event(body);
      Numbered pull = event.pullRequest().orElseThrow(() -> none("it names no pull request"));
      return new Delivery(id, Subject.REQUEST, OptionalLong.of(pull.number()), event.names());
    }
    return nothing(id);
  }

  private static Delivery push(String id, Event event) {
    boolean toABranch = event.ref().filter(ref -> ref.startsWith("refs/heads/")).isPresent();
    return toABranch
        ? new Delivery(id, Subject.BRANCH, OptionalLong.empty(), event.names())
        : nothing(id);
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
    return new IllegalArgumentException("no delivery of Gitea's or Forgejo's: " + why);
  }

  /** What is read of an event. */
  record Event(Optional<String> ref, Optional<Numbered> pullRequest, Optional<Named> repository) {

    Set<String> names() {
      return repository.orElseThrow(() -> none("it names no repository")).all();
    }

    @Override
    public String toString() {
      return "Event[]";
    }
  }

  /** A pull request. */
  record Numbered(long number) {}

  /** The addresses of a repository. */
  record Named(String cloneUrl, String sshUrl, String htmlUrl) {
    Set<String> all() {
      return Set.copyOf(List.of(cloneUrl, sshUrl, htmlUrl));
    }

    @Override
    public String toString() {
      return "Named[]";
    }
  }
}
