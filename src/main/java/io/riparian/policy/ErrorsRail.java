package io.riparian.policy;

import static io.riparian.policy.PolicyRule.ERRORS;

import io.riparian.model.ConnectorConfig;
import java.util.function.Consumer;

/** P-08: what is skipped is lost, unless it goes to a topic with the reason why. */
final class ErrorsRail implements GuardRail {
  private static final String TOLERANCE = "errors.tolerance";
  private static final String QUEUE = "errors.deadletterqueue.topic.name";
  private static final String HEADERS = "errors.deadletterqueue.context.headers.enable";

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    ConnectorConfig config = subject.config();
    if (!config.get(TOLERANCE).orElse("none").strip().equalsIgnoreCase("all")) {
      return;
    }
    boolean sink = config.has(ConnectorConfig.TOPICS) || config.has(ConnectorConfig.TOPICS_REGEX);
    if (!sink) {
      found.accept(
          Finding.likely(
              ERRORS,
              TOLERANCE,
              "a source skips what it cannot write, and has no topic to put it into",
              "Let it fail instead, or watch what it logs: errors.log.enable."));
    } else if (config.get(QUEUE).orElse("").isBlank()) {
      found.accept(
          Finding.of(
              ERRORS,
              TOLERANCE,
              "what the sink cannot take is skipped and lost",
              "Name a topic of the team under `" + QUEUE + "`."));
    } else if (!config.get(HEADERS).orElse("false").equalsIgnoreCase("true")) {
      found.accept(
          Finding.likely(
              ERRORS,
              QUEUE,
              "what goes to the topic for dead letters does not say why it went there",
              "Set `" + HEADERS + ": true`; whoever reads that topic reads the records too."));
    }
  }
}
