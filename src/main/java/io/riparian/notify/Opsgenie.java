package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.model.Urgency;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opsgenie, and the alerts of Jira Service Management, which take the same: a failure creates an
 * alert with the notice's id as its alias, and what ends it closes that alert.
 *
 * @see <a href="https://docs.opsgenie.com/docs/alert-api">Alert API</a>
 */
public final class Opsgenie implements Channel {
  /** Where it is, unless somebody says otherwise, as those in the EU have to. */
  public static final String API = "https://api.opsgenie.com";

  static final int LONGEST_MESSAGE = 130;
  static final int LONGEST_ALIAS = 512;
  static final int LONGEST_DESCRIPTION = 15_000;
  static final int LONGEST_ENTITY = 512;
  private static final int LONGEST_DETAIL = 900;

  private final String name;
  private final HttpDoor door;
  private final Map<String, String> headers;

  /**
   * @param key of an integration that may create and close alerts
   */
  public Opsgenie(String name, HttpDoor door, String key) {
    this.name = name;
    this.door = door;
    this.headers = Map.of("Authorization", "GenieKey " + key, "Content-Type", "application/json");
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @param to the team there that has to respond; empty text to leave that to the integration
   */
  @Override
  public void send(Notice notice, String to) {
    String alias = AlertKey.of(notice, LONGEST_ALIAS);
    if (!notice.isOver()) {
      door.at("v2/alerts").post(headers, Json.bytes(alert(notice, alias, to)));
    }
    if (notice.isOver() || notice.kind() == Notice.Kind.TEST) {
      String encoded = URLEncoder.encode(alias, StandardCharsets.UTF_8).replace("+", "%20");
      door.at("v2/alerts/" + encoded + "/close?identifierType=alias")
          .post(
              headers,
              Json.bytes(
                  Json.map(
                      "source",
                      "Riparian",
                      "note",
                      NoticeText.cut(inert(NoticeText.title(notice)), LONGEST_DESCRIPTION))));
    }
  }

  private static Map<String, Object> alert(Notice notice, String alias, String to) {
    Map<String, Object> alert =
        Json.map(
            "message", NoticeText.cut(inert(NoticeText.title(notice)), LONGEST_MESSAGE),
            "alias", alias,
            "description",
                NoticeText.cut(
                    inert(NoticeText.title(notice) + "\n\n" + NoticeText.body(notice)),
                    LONGEST_DESCRIPTION),
            "entity", NoticeText.cut(CloudEvent.subject(notice), LONGEST_ENTITY),
            "source", "Riparian",
            "priority", priority(notice.urgency()),
            "details", details(notice));
    if (!to.isEmpty()) {
      alert.put("responders", List.of(Json.map("type", "team", "name", to)));
    }
    return alert;
  }

  /** All of them together have at most 8,000 characters there. */
  private static Map<String, Object> details(Notice notice) {
    Map<String, Object> details = new LinkedHashMap<>();
    NoticeText.fields(notice)
        .forEach(it -> details.put(it.name(), NoticeText.cut(inert(it.value()), LONGEST_DETAIL)));
    return details;
  }

  /** HTML is obeyed there, and an escaped bracket would be read as it is written elsewhere. */
  private static String inert(String text) {
    return text.replace('<', '\u2039').replace('>', '\u203a');
  }

  private static String priority(Urgency urgency) {
    return switch (urgency) {
      case PAGE -> "P1";
      case NOTICE -> "P3";
      case QUIET -> "P5";
    };
  }

  @Override
  public String toString() {
    return "Opsgenie[" + name + "]";
  }
}
