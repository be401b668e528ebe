package io.riparian.app;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.riparian.app.RiparianConfig.NotifyChannel;
import io.riparian.notify.Channel;
import io.riparian.notify.CloudEventWebhook;
import io.riparian.notify.DefaultTarget;
import io.riparian.notify.Email;
import io.riparian.notify.HttpDoor;
import io.riparian.notify.KafkaTopic;
import io.riparian.notify.MicrosoftTeams;
import io.riparian.notify.Opsgenie;
import io.riparian.notify.PagerDuty;
import io.riparian.notify.Slack;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/** Opens the channels that the daemon's configuration names. No mistake in it quotes a secret. */
final class Channels {
  private final RiparianConfig config;
  private final TlsConfigurationRegistry tls;
  private final InstantSource clock;

  Channels(RiparianConfig config, TlsConfigurationRegistry tls, InstantSource clock) {
    this.config = config;
    this.tls = tls;
    this.clock = clock;
  }

  /** A way that is known. */
  public enum Type {
    SLACK,
    /** Microsoft Teams. */
    TEAMS,
    /** Any receiver of CloudEvents. */
    WEBHOOK,
    EMAIL,
    PAGERDUTY,
    /** Jira Service Management takes the same. */
    OPSGENIE,
    KAFKA
  }

  /**
   * Each of them; to be closed.
   *
   * @throws IllegalArgumentException naming the key that is missing or cannot be used
   */
  List<Channel> open() {
    return new TreeMap<>(config.notifications().channels())
        .entrySet().stream().map(one -> open(one.getKey(), one.getValue())).toList();
  }

  private Channel open(String name, NotifyChannel channel) {
    Keys keys = new Keys(name);
    try {
      return new DefaultTarget(opened(name, channel, keys), channel.to().orElse(""));
    } catch (IllegalArgumentException wrong) {
      throw keys.isNamedBy(wrong) ? wrong : keys.wrong(String.valueOf(wrong.getMessage()));
    }
  }

  private Channel opened(String name, NotifyChannel channel, Keys keys) {
    return switch (channel.type()) {
      case SLACK -> slack(name, channel, keys);
      case TEAMS -> new MicrosoftTeams(name, door(channel, keys, Optional.empty()));
      case WEBHOOK ->
          new CloudEventWebhook(
              name,
              door(channel, keys, Optional.empty()),
              config.instance(),
              channel.secret().orElse(""),
              channel.token().map(keys::header).orElse(""),
              clock);
      case EMAIL -> email(name, channel, keys);
      case PAGERDUTY ->
          new PagerDuty(
              name, door(channel, keys, Optional.of(PagerDuty.API)), token(channel, keys));
      case OPSGENIE ->
          new Opsgenie(name, door(channel, keys, Optional.of(Opsgenie.API)), token(channel, keys));
      case KAFKA -> kafka(name, channel, keys);
    };
  }

  private Channel slack(String name, NotifyChannel channel, Keys keys) {
    return channel.token().isEmpty()
        ? Slack.webhook(name, door(channel, keys, Optional.empty()))
        : Slack.app(name, door(channel, keys, Optional.of(Slack.API)), token(channel, keys));
  }

  private Channel email(String name, NotifyChannel channel, Keys keys) {
    NotifyChannel.Smtp smtp = channel.smtp();
    return new Email(
        name,
        new Email.Server(
            smtp.host().orElseThrow(() -> keys.missing("smtp.host")),
            smtp.port(),
            smtp.security(),
            smtp.username().orElse(""),
            smtp.password().orElse(""),
            trust(channel, keys)),
        smtp.from().orElseThrow(() -> keys.missing("smtp.from")));
  }

  private Channel kafka(String name, NotifyChannel channel, Keys keys) {
    List<String> servers =
        channel
            .kafka()
            .bootstrapServers()
            .orElseThrow(() -> keys.missing("kafka.bootstrap-servers"));
    Optional<String> named = channel.kafka().credential();
    Map<String, String> properties = named.isEmpty() ? Map.of() : properties(named.get(), keys);
    return new KafkaTopic(name, config.instance(), servers, properties);
  }

  private Map<String, String> properties(String credential, Keys keys) {
    return KafkaDoors.read(
        credential,
        Optional.ofNullable(config.kafkaCredentials().get(credential))
            .orElseThrow(
                () -> keys.wrong("there is no riparian.kafka-credentials.%s".formatted(credential)))
            .file());
  }

  private HttpDoor door(NotifyChannel channel, Keys keys, Optional<String> otherwise) {
    String url = channel.url().or(() -> otherwise).orElseThrow(() -> keys.missing("url"));
    return HttpDoor.of(keys.url(url), trust(channel, keys), clock);
  }

  private static String token(NotifyChannel channel, Keys keys) {
    return keys.header(channel.token().orElseThrow(() -> keys.missing("token")));
  }

  private Optional<SSLContext> trust(NotifyChannel channel, Keys keys) {
    return channel.tls().map(name -> trust(name, keys));
  }

  private SSLContext trust(String name, Keys keys) {
    try {
      return tls.get(name)
          .orElseThrow(() -> keys.wrong("there is no TLS configuration quarkus.tls." + name))
          .createSSLContext();
    } catch (IllegalArgumentException missing) {
      throw missing;
    } catch (Exception unusable) {
      throw keys.wrong(
          "the TLS configuration quarkus.tls.%s cannot be used (%s)"
              .formatted(name, unusable.getClass().getSimpleName()));
    }
  }

  /** The keys of one channel, and what is wrong with them. */
  private record Keys(String name) {
    private static final String ALL = "riparian.notify.channels.";

    IllegalArgumentException missing(String key) {
      return new IllegalArgumentException(
          ALL + name + "." + key + " is missing: its type needs it");
    }

    IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException(ALL + name + ": " + why);
    }

    boolean isNamedBy(IllegalArgumentException wrong) {
      return String.valueOf(wrong.getMessage()).startsWith(ALL);
    }

    URI url(String text) {
      try {
        return new URI(text.strip());
      } catch (URISyntaxException none) {
        throw wrong("its url is none"); // The exception quotes it.
      }
    }

    /** What an HTTP header can carry. */
    String header(String token) {
      if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw wrong("the token is empty, or holds a character no HTTP header may carry");
      }
      return token;
    }
  }
}
