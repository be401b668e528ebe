package io.riparian.notify;

import io.riparian.model.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Microsoft Teams, by the webhook of a workflow, which leads to one room. What is told stands in
 * text runs, because Teams reads Markdown in every other text of an Adaptive Card.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">Webhooks</a>
 */
public final class MicrosoftTeams implements Channel {
  static final int LARGEST = 28 * 1024;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_LINE = 4000;
  private static final int SHORTEST_LINE = 50;
  private static final int FEW_LINES = 20;
  private static final String CARD = "application/vnd.microsoft.card.adaptive";

  private final String name;
  private final HttpDoor door;

  public MicrosoftTeams(String name, HttpDoor door) {
    this.name = name;
    this.door = door;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @param to has no meaning here: the webhook says which room it is
   */
  @Override
  public void send(Notice notice, String to) {
    door.post(Map.of("Content-Type", "application/json; charset=utf-8"), body(notice));
  }

  /** As much of each line as the whole of it may be large. */
  private static byte[] body(Notice notice) {
    String title = NoticeText.cut(NoticeText.title(notice), LONGEST_TITLE);
    List<List<String>> paragraphs = NoticeText.paragraphs(notice);
    byte[] body = body(title, paragraphs, LONGEST_LINE, Integer.MAX_VALUE);
    for (int most = LONGEST_LINE / 2; body.length > LARGEST; most /= 2) {
      body = body(title, paragraphs, Math.max(most, SHORTEST_LINE), FEW_LINES);
    }
    return body;
  }

  private static byte[] body(
      String title, List<List<String>> paragraphs, int longestLine, int mostLines) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(block(run(title, "large")));
    for (List<String> lines : paragraphs) {
      boolean first = true;
      for (String line : lines.subList(0, Math.min(lines.size(), mostLines))) {
        Map<String, Object> block = block(run(NoticeText.cut(line, longestLine), "default"));
        block.put("spacing", first ? "Medium" : "None");
        blocks.add(block);
        first = false;
      }
    }
    Map<String, Object> card =
        Json.map(
            "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
            "type", "AdaptiveCard",
            "version", "1.4",
            "msteams", Map.of("width", "Full"),
            "body", blocks);
    return Json.bytes(
        Json.map(
            "type",
            "message",
            "attachments",
            List.of(Json.map("contentType", CARD, "content", card))));
  }

  private static Map<String, Object> block(Map<String, Object> run) {
    return Json.map("type", "RichTextBlock", "inlines", List.of(run));
  }

  private static Map<String, Object> run(String text, String size) {
    return Json.map("type", "TextRun", "text", inert(text), "size", size);
  }

  /** A card fills in what stands in two braces, such as a date; an unseen character parts them. */
  private static String inert(String text) {
    return text.replace("{{", "{\u200b{");
  }

  @Override
  public String toString() {
    return "MicrosoftTeams[" + name + "]";
  }
}
