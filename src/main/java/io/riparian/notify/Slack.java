package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.notify.NotSent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Slack, by an incoming webhook, which leads to one room, or by {@code chat.postMessage}, which
 * takes the room with the message. What is told stands in plain text blocks, where Slack obeys
 * nothing; the text beside them, which phones show, is escaped.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Blocks</a>
 */
public final class Slack implements Channel {
  /** Where {@code chat.postMessage} is, unless somebody says otherwise. */
  public static final String API = "https://slack.com/api/chat.postMessage";

  static final int LONGEST_HEADER = 150;
  static final int LONGEST_SECTION = 3000;
  private static final int LONGEST_TEXT = 1000;

  /** Slack's words for what passes. */
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout");

  private final String name;
  private final HttpDoor door;
  private final String token;

  private Slack(String name, HttpDoor door, String token) {
    this.name = name;
    this.door = door;
    this.token = token;
  }

  public static Slack webhook(String name, HttpDoor door) {
    return new Slack(name, door, "");
  }

  /**
   * @param token of an app that may write to the rooms that it is told
   */
  public static Slack app(String name, HttpDoor door, String token) {
    return new Slack(name, door, token);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void send(Notice notice, String to) {
    boolean app = !token.isEmpty();
    if (app && to.isEmpty()) {
      throw new NotSent(Kind.REFUSED, "the route names no Slack room, and none is configured");
    }
    byte[] answer =
        door.post(
            app ? Map.of("Authorization", "Bearer " + token, "Content-Type", JSON) : TYPE,
            Json.bytes(message(notice, app ? to : "")));
    if (app && !Json.text(answer, "ok").equals("true")) {
      throw refused(Json.text(answer, "error"));
    }
  }

  private static final String JSON = "application/json; charset=utf-8";
  private static final Map<String, String> TYPE = Map.of("Content-Type", JSON);

  private static NotSent refused(String error) {
    if (!error.matches("[a-z_]{1,60}")) {
      return new NotSent(Kind.LATER, "Slack answered what is no answer of Slack's");
    }
    return new NotSent(
        PASSING.contains(error) ? Kind.DOWN : Kind.REFUSED, "Slack answered " + error);
  }

  private static Map<String, Object> message(Notice notice, String room) {
    String title = NoticeText.title(notice);
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(Json.map("type", "header", "text", plain(title, LONGEST_HEADER)));
    for (List<String> lines : NoticeText.paragraphs(notice)) {
      blocks.add(
          Json.map("type", "section", "text", plain(String.join("\n", lines), LONGEST_SECTION)));
    }
    Map<String, Object> message = Json.map("text", escaped(NoticeText.cut(title, LONGEST_TEXT)));
    message.put("blocks", blocks);
    message.put("parse", "none");
    message.put("link_names", false);
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    if (!room.isEmpty()) {
      message.put("channel", room);
    }
    return message;
  }

  private static Map<String, Object> plain(String text, int most) {
    return Json.map("type", "plain_text", "text", NoticeText.cut(text, most), "emoji", false);
  }

  /** Slack takes these three from a text, and with them every mention and every link. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return "Slack[" + name + "]";
  }
}
