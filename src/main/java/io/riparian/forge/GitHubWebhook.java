package io.riparian.forge;

import io.riparian.forge.Delivery.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How GitHub delivers its webhooks. Of a delivery nothing is taken but which repository it is about
 * and where to look there.
 */
public final class GitHubWebhook implements Webhook {
  private static final String SIGNATURE = "X-Hub-Signature-256";
  private static final String EVENT = "X-GitHub-Event";
  private static final String ID = "X-GitHub-Delivery";
  private static final String ALGORITHM = "sha256=";

  /** A GUID; it is kept for a while, so that it must not be long. */
  private static final Pattern ANY_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  @Override
  public boolean mayBeGenuine(Function<String, Optional<String>> headers, List<String> secrets) {
    return !secrets.isEmpty()
        && WebhookSignature.isOne(signature(headers))
        && headers.apply(EVENT).isPresent()
        && headers.apply(ID).filter(id -> ANY_ID.matcher(id).matches()).isPresent();
  }

  @Override
  public boolean isGenuine(
      Function<String, Optional<String>> headers, byte[] body, List<String> secrets) {
    return mayBeGenuine(headers, secrets)
        && WebhookSignature.isMadeWithOneOf(secrets, body, signature(headers));
  }

  /** Empty text for none. */
  private static String signature(Function<String, Optional<String>> headers) {
    return headers
        .apply(SIGNATURE)
        .filter(value -> value.startsWith(ALGORITHM))
        .map(value -> value.substring(ALGORITHM.length()))
        .orElse("");
  }

  @Override
  public Delivery read(Function<String, Optional<String>> headers, byte[] body) {
    String id = headers.apply(ID).orElseThrow(() -> none("it has no " + ID));
    return switch (headers.apply(EVENT).orElseThrow(() -> none("it has no " + EVENT))) {
      case "push" -> push(id, event(body));
      case "pull_request", "pull_request_review" -> pull(id, event(body));
      case "check_suite" -> rerequested(id, event(body), Event::checkSuite);
      case "check_run" -> rerequested(id, event(body), Event::checkRun);
      default -> nothing(id);
    };
  }

  private static Delivery push(String id, Event event) {
    boolean toABranch = event.ref().filter(ref -> ref.startsWith("refs/heads/")).isPresent();
    return toABranch
        ? new Delivery(id, Subject.BRANCH, OptionalLong.empty(), event.names())
        : nothing(id);
  }

  private static Delivery pull(String id, Event event) {
    Numbered pull = event.pullRequest().orElseThrow(() -> none("it names no pull request"));
    return new Delivery(id, Subject.REQUEST, OptionalLong.of(pull.number()), event.names());
  }

  /** Somebody wants a verdict again. Of what comes from a fork, GitHub does not say which it is. */
  private static Delivery rerequested(
      String id, Event event, Function<Event, Optional<Checked>> part) {
    if (!event.action().equals(Optional.of("rerequested"))) {
      return nothing(id);
    }
    List<Numbered> pulls =
        part.apply(event).orElseThrow(() -> none("it names no check")).pullRequests();
    return new Delivery(
        id,
        Subject.REQUEST,
        pulls.size() == 1 ? OptionalLong.of(pulls.get(0).number()) : OptionalLong.empty(),
        event.names());
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
    return new IllegalArgumentException("no delivery of GitHub's: " + why);
  }

  /** What is read of an event. */
  record Event(
      Optional<String> action,
      Optional<String> ref,
      Optional<Numbered> pullRequest,
      Optional<Checked> checkSuite,
      Optional<Checked> checkRun,
      Optional<Named> repository) {

    Set<String> names() {
      return repository.orElseThrow(() -> none("it names no repository")).all();
    }

    @Override
    public String toString() {
      return "Event[" + action + "]";
    }
  }

  /** A pull request. */
  record Numbered(long number) {}

  /** A check suite or a check run. */
  record Checked(List<Numbered> pullRequests) {}

  /** The addresses of a repository. */
  record Named(String cloneUrl, String sshUrl, String gitUrl, String htmlUrl) {
    Set<String> all() {
      return Stream.of(cloneUrl, sshUrl, gitUrl, htmlUrl).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
      return "Named[" + htmlUrl + "]";
    }
  }
}
