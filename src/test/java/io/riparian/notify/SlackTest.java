package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.model.Notice;
import io.riparian.model.Urgency;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlackTest {
  private final Receiver receiver = new Receiver().answers(200, "{\"ok\":true}");
  private final HttpDoor door =
      HttpDoor.of(receiver.url("/services/T/B/x"), Optional.empty(), InstantSource.system());

  @AfterEach
  void close() {
    receiver.close();
  }

  private JsonNode sent() throws IOException {
    return new ObjectMapper().readTree(receiver.last().body());
  }

  @Test
  void anAppSaysWhoItIsAndWhichRoom() throws IOException {
    Slack.app("slack", door, "xoxb-1").send(Notices.failure(), "#payments");

    assertThat(receiver.last().header("Authorization")).isEqualTo("Bearer xoxb-1");
    assertThat(sent().path("channel").asText()).isEqualTo("#payments");
  }

  @Test
  void aWebhookLeadsToItsOwnRoom() throws IOException {
    receiver.answers(200, "ok");

    Slack.webhook("slack", door).send(Notices.failure(), "#payments");

    assertThat(receiver.last().header("Authorization")).isEmpty();
    assertThat(sent().has("channel")).isFalse();
  }

  @Test
  void anAppNeedsARoom() {
    NotSent why =
        catchThrowableOfType(
            NotSent.class, () -> Slack.app("slack", door, "x").send(Notices.failure(), ""));

    assertThat(Objects.requireNonNull(why).kind()).isEqualTo(NotSent.Kind.REFUSED);
    assertThat(receiver.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ok\":false,\"error\":\"channel_not_found\"} | REFUSED | Slack answered channel_not_found",
        "{\"ok\":false,\"error\":\"ratelimited\"}       | DOWN    | Slack answered ratelimited",
        "{\"ok\":false,\"error\":\"The secret is x\"}   | LATER   | Slack answered what is no answer of Slack's",
        "<html>                                         | LATER   | Slack answered what is no answer of Slack's"
      })
  void anAppsRefusalStandsInTheAnswer(String answer, NotSent.Kind kind, String sentence) {
    receiver.answers(200, answer);

    NotSent why =
        catchThrowableOfType(
            NotSent.class, () -> Slack.app("slack", door, "x").send(Notices.failure(), "#a"));

    assertThat(Objects.requireNonNull(why).kind()).isEqualTo(kind);
    assertThat(why.sentence()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @EnumSource
  void keepsToTheLimitsOfBlocks(Notice.Kind kind) throws IOException {
    Slack.app("slack", door, "x").send(Notices.huge(kind), "#a");

    JsonNode blocks = sent().path("blocks");
    assertThat(blocks.size()).isBetween(2, 50);
    for (JsonNode block : blocks) {
      boolean header = block.path("type").asText().equals("header");
      assertThat(block.path("type").asText()).isIn("header", "section");
      assertThat(block.path("text").path("type").asText()).isEqualTo("plain_text");
      assertThat(block.path("text").path("text").asText().length())
          .isBetween(1, header ? 150 : 3000);
    }
    assertThat(sent().path("text").asText().length()).isLessThan(4000);
  }

  @Test
  void nothingThatSlackObeysIsLeft() throws IOException {
    String sly = "<!channel> @here <https://evil.example|wiki> *a* &amp;";
    Slack.app("slack", door, "x")
        .send(Notices.saying("1", Notice.Kind.FAILURE, Urgency.PAGE, sly, sly), "#a");

    assertThat(sent().path("text").asText())
        .isEqualTo("&lt;!channel&gt; @here &lt;https://evil.example|wiki&gt; *a* &amp;amp;");
    assertThat(sent().path("parse").asText()).isEqualTo("none");
    assertThat(sent().path("link_names").asBoolean(true)).isFalse();
    assertThat(sent().path("unfurl_links").asBoolean(true)).isFalse();
    assertThat(sent().findValuesAsText("type")).doesNotContain("mrkdwn");
  }
}
