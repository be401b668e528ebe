package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.riparian.notify.Channel;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
  private static final String SECRET = "canary-of-the-configuration-1b7c";

  /**
   * @param settings key, value, key, value, below the channel
   */
  private static List<Channel> open(String... settings) {
    String[] all =
        IntStream.range(0, settings.length)
            .mapToObj(i -> i % 2 == 0 ? "notify.channels.room." + settings[i] : settings[i])
            .toArray(String[]::new);
    return new Channels(OwnConfiguration.of(all), new NoTls(), InstantSource.system()).open();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack     | Slack             | url=https://hooks.slack.example/%s",
        "slack     | Slack             | token=%s",
        "teams     | MicrosoftTeams    | url=https://teams.example/?sig=%s",
        "webhook   | CloudEventWebhook | url=https://hook.example/%s secret=%s token=%s",
        "email     | Email             | smtp.host=mail.example smtp.from=a@b.example smtp.password=%s",
        "pagerduty | PagerDuty         | token=%s",
        "opsgenie  | Opsgenie          | token=%s",
        "kafka     | KafkaTopic        | kafka.bootstrap-servers=a:9092 to=events"
      })
  void eachTypeIsOpenedAndTellsNoSecret(String type, String expected, String settings) {
    List<Channel> channels =
        open(
            Stream.concat(
                    Stream.of("type", type),
                    Stream.of(settings.replace("%s", SECRET).split(" "))
                        .flatMap(setting -> Stream.of(setting.split("=", 2))))
                .toArray(String[]::new));

    assertThat(channels).hasSize(1);
    assertThat(channels.get(0).name()).isEqualTo("room");
    assertThat(channels.get(0).toString()).contains(expected + "[room]").doesNotContain(SECRET);
    channels.forEach(Channel::close);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack     | to=#a                  | .url is missing: its type needs it",
        "teams     | to=a                   | .url is missing: its type needs it",
        "pagerduty | to=a                   | .token is missing: its type needs it",
        "opsgenie  | token=%s%sä            | : the token is empty, or holds a character no HTTP header may carry",
        "teams     | url=ftp://%s           | : a channel needs a url of the form http(s)://host[:port][/path], without a user",
        "teams     | url=https://u:%s@a     | : a channel needs a url of the form http(s)://host[:port][/path], without a user",
        "teams     | url=https://a/{%s}     | : its url is none",
        "email     | smtp.host=a            | .smtp.from is missing: its type needs it",
        "email     | smtp.from=a@b          | .smtp.host is missing: its type needs it",
        "kafka     | to=a                   | .kafka.bootstrap-servers is missing: its type needs it",
        "kafka     | kafka.bootstrap-servers=a:1 kafka.credential=x | : there is no riparian.kafka-credentials.x",
        "teams     | url=https://a tls=x    | : there is no TLS configuration quarkus.tls.x"
      })
  void whatIsWrongIsNamedByItsKeyAndNeverQuoted(String type, String settings, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                open(
                    Stream.concat(
                            Stream.of("type", type),
                            Stream.of(settings.replace("%s", SECRET).split(" "))
                                .flatMap(setting -> Stream.of(setting.split("=", 2))))
                        .toArray(String[]::new)))
        .withMessage("riparian.notify.channels.room" + why)
        .withNoCause();
  }

  @Test
  void withoutAnyThereIsNone() {
    assertThat(open()).isEmpty();
  }
}
