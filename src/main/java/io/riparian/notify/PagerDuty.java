package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.model.Urgency;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * PagerDuty, by its Events API v2: a failure triggers an alert under the notice's id, and what ends
 * it resolves that alert. The key says which service it is.
 *
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">Send an alert event</a>
 */
public final class PagerDuty implements Channel {
  /** Where it is, unless somebody says otherwise, as those in the EU have to. */
  public static final String API = "https://events.pagerduty.com";

  static final int LONGEST_SUMMARY = 1024;
  static final int LONGEST_KEY = 255;
  private static final int LONGEST_DETAIL = 4000;

  private final String name;
  private final HttpDoor door;
  private final String routingKey;

  /**
   * @param routingKey of an integration with a service
   */
  public PagerDuty(String name, HttpDoor door, String routingKey) {
    this.name = name;
    this.door = door.at("v2/enqueue");
    this.routingKey = routingKey;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @param to has no meaning here: the key says which service it is
   */
  @Override
  public void send(Notice notice, String to) {
    if (!notice.isOver()) {
      post("trigger", notice, payload(notice));
    }
    if (notice.isOver() || notice.kind() == Notice.Kind.TEST) {
      post("resolve", notice, Map.of());
    }
  }

  private void post(String action, Notice notice, Map<String, Object> payload) {
    Map<String, Object> event =
        Json.map(
            "routing_key", routingKey,
            "event_action", action,
            "dedup_key", AlertKey.of(notice, LONGEST_KEY));
    if (!payload.isEmpty()) {
      event.put("client", "Riparian");
      event.put("payload", payload);
    }
    door.post(Map.of("Content-Type", "application/json"), Json.bytes(event));
  }

  private static Map<String, Object> payload(Notice notice) {
    Map<String, Object> payload =
        Json.map(
            "summary", NoticeText.cut(NoticeText.title(notice), LONGEST_SUMMARY),
            "source", notice.cluster().isEmpty() ? "riparian" : notice.cluster(),
            "severity", severity(notice.urgency()),
            "timestamp", notice.at().truncatedTo(ChronoUnit.MILLIS).toString(),
            "component", CloudEvent.subject(notice),
            "group", String.join(", ", notice.teams()));
    notice.explanation().ifPresent(it -> payload.put("class", NoticeText.line(it.failureClass())));
    Map<String, Object> details = new LinkedHashMap<>();
    NoticeText.about(notice).forEach(it -> details.put(it.name(), it.value()));
    NoticeText.fields(notice)
        .forEach(it -> details.put(it.name(), NoticeText.cut(it.value(), LONGEST_DETAIL)));
    if (!notice.details().isEmpty()) {
      details.put(
          "Details",
          NoticeText.cut(String.join("\n", NoticeText.details(notice)), 4 * LONGEST_DETAIL));
    }
    payload.put("custom_details", details);
    return payload;
  }

  private static String severity(Urgency urgency) {
    return switch (urgency) {
      case PAGE -> "critical";
      case NOTICE -> "warning";
      case QUIET -> "info";
    };
  }

  @Override
  public String toString() {
    return "PagerDuty[" + name + "]";
  }
}
