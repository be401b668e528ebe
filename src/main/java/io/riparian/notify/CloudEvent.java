package io.riparian.notify;

import io.riparian.model.Explanation;
import io.riparian.model.Notice;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * A notice as an event of CloudEvents 1.0, in its structured form. The same notice always has the
 * same id, so that one that arrives twice can be told.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents</a>
 */
public final class CloudEvent {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

  private final String id;
  private final byte[] body;

  private CloudEvent(String id, byte[] body) {
    this.id = id;
    this.body = body;
  }

  /**
   * The event of a notice.
   *
   * @param instance the daemon's name
   */
  public static CloudEvent of(Notice notice, String instance) {
    String id =
        "%s/%s/%s/%d"
            .formatted(
                NoticeText.line(notice.id()),
                word(notice.kind()),
                notice.to().isPlatform() ? "platform" : "team:" + notice.to().team(),
                notice.at().toEpochMilli());
    Map<String, Object> event =
        Json.map(
            "specversion",
            "1.0",
            "id",
            id,
            "source",
            "/riparian/" + encoded(instance),
            "type",
            type(notice.kind()),
            "time",
            notice.at().truncatedTo(ChronoUnit.MILLIS).toString());
    String subject = subject(notice);
    if (!subject.isEmpty()) {
      event.put("subject", subject);
    }
    event.put("datacontenttype", "application/json");
    event.put("data", data(notice));
    return new CloudEvent(id, Json.bytes(event));
  }

  /** Not the notice's, which several events share. */
  String id() {
    return id;
  }

  /** Its document, in JSON and UTF-8. */
  public byte[] body() {
    return body.clone();
  }

  /** What it is about: a connector, or a cluster where it is about several; may be empty. */
  static String subject(Notice notice) {
    return notice.connectors().size() == 1
        ? notice.cluster() + "/" + notice.connectors().get(0)
        : notice.cluster();
  }

  private static String type(Notice.Kind kind) {
    return "io.riparian."
        + switch (kind) {
          case FAILURE -> "connector.failed";
          case REMINDER -> "connector.still-failing";
          case RECOVERY -> "connector.recovered";
          case FOLDED -> "connector.folded";
          case INCIDENT -> "incident.opened";
          case INCIDENT_OVER -> "incident.closed";
          case TEST -> "notify.test";
        };
  }

  private static Map<String, Object> data(Notice notice) {
    Map<String, Object> data =
        Json.map(
            "notice", notice.id(),
            "kind", word(notice.kind()),
            "urgency", word(notice.urgency()),
            "to",
                notice.to().isPlatform()
                    ? Map.of("platform", true)
                    : Map.of("team", notice.to().team()),
            "cluster", notice.cluster(),
            "connectors", notice.connectors(),
            "teams", notice.teams(),
            "title", notice.title(),
            "details", notice.details());
    notice.explanation().ifPresent(it -> data.put("explanation", explanation(it)));
    return data;
  }

  private static Map<String, Object> explanation(Explanation it) {
    return Json.map(
        "owner", it.owner(),
        "class", it.failureClass(),
        "confidence", it.confidence(),
        "evidence", it.evidence(),
        "since", it.since(),
        "lastChange", it.lastChange(),
        "action", it.action(),
        "runbook", it.runbook());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As a segment of an address. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted(one & 0xff));
    }
    return encoded.toString();
  }

  @Override
  public String toString() {
    return "CloudEvent[" + id + "]";
  }
}
