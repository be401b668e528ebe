package io.riparian.notify;

import io.riparian.model.Notice;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Any receiver of CloudEvents over HTTP. With a secret, calls are signed as Standard Webhooks says:
 * a receiver can tell that they are ours, how old they are, and whether it had them before.
 */
public final class CloudEventWebhook implements Channel {
  private final String name;
  private final HttpDoor door;
  private final String instance;
  private final String secret;
  private final String token;
  private final InstantSource clock;

  /**
   * @param instance the daemon's name
   * @param secret what calls are signed with; empty text for not at all
   * @param token what is shown as a bearer token; empty text for none
   */
  public CloudEventWebhook(
      String name,
      HttpDoor door,
      String instance,
      String secret,
      String token,
      InstantSource clock) {
    this.name = name;
    this.door = door;
    this.instance = instance;
    this.secret = secret;
    this.token = token;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @param to has no meaning here: the address says who it is
   */
  @Override
  public void send(Notice notice, String to) {
    CloudEvent event = CloudEvent.of(notice, instance);
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", CloudEvent.CONTENT_TYPE);
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    if (!secret.isEmpty()) {
      headers.putAll(signature(event));
    }
    door.post(headers, event.body());
  }

  private Map<String, String> signature(CloudEvent event) {
    // A dot parts what is signed, so that none may stand in the id.
    String id =
        "msg_"
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(event.id().getBytes(StandardCharsets.UTF_8));
    long time = clock.instant().getEpochSecond();
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        String.valueOf(time),
        "webhook-signature",
        StandardWebhook.signature(secret, id, time, event.body()));
  }

  @Override
  public String toString() {
    return "CloudEventWebhook[" + name + "]";
  }
}
