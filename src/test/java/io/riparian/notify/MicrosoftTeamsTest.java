package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Notice;
import io.riparian.model.Urgency;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MicrosoftTeamsTest {
  private final Receiver receiver = new Receiver().answers(202, "");
  private final Channel teams =
      new MicrosoftTeams(
          "teams",
          HttpDoor.of(
              receiver.url("/workflows/1?sig=x"), Optional.empty(), InstantSource.system()));

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonNode sent() throws IOException {
    return new ObjectMapper().readTree(receiver.last().body());
  }

  @ParameterizedTest
  @EnumSource
  void isAnAdaptiveCardThatIsSmallEnough(Notice.Kind kind) throws IOException {
    teams.send(Notices.huge(kind), "");

    assertThat(receiver.last().path()).isEqualTo("/workflows/1?sig=x");
    assertThat(receiver.last().body().length).isLessThanOrEqualTo(28 * 1024);
    assertThat(sent().path("type").asText()).isEqualTo("message");
    JsonNode attachment = sent().path("attachments").path(0);
    assertThat(attachment.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.path("content");
    assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.path("version").asText()).matches("1\\.[2-5]");
    assertThat(card.path("body")).isNotEmpty();
    assertThat(card.toString()).contains("Action: Check that orders-db takes connections.");
  }

  /** Markdown is read in text blocks and facts; dates in two braces. */
  @Test
  void nothingThatTeamsObeysIsLeft() throws IOException {
    String sly = "[wiki](https://evil.example) {{DATE(2017-02-14T06:08:00Z)}} <at>all</at>";
    teams.send(Notices.saying("1", Notice.Kind.FAILURE, Urgency.PAGE, sly, sly), "");

    JsonNode card = sent().path("attachments").path(0).path("content");
    for (JsonNode block : card.path("body")) {
      assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
      for (JsonNode inline : block.path("inlines")) {
        assertThat(inline.path("type").asText()).isEqualTo("TextRun");
        assertThat(inline.path("text").asText()).doesNotContain("{{");
      }
    }
    assertThat(card.path("msteams").has("entities")).isFalse();
  }
}
