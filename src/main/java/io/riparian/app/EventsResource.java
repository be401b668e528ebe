package io.riparian.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riparian.app.EventStream.Happening;
import io.riparian.app.RiparianConfig.Scope;
import io.riparian.model.Notice;
import io.riparian.notify.CloudEvent;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens, as it happens, for callers with the scope {@code read}. */
@Path("/api/v1/events")
@Tag(name = "reading")
public class EventsResource {
  /** So that whatever stands between us and the listener does not take us for gone. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private final EventStream stream;
  private final Caller caller;
  private final RiparianConfig config;
  private final ObjectMapper json;

  EventsResource(EventStream stream, Caller caller, RiparianConfig config, ObjectMapper json) {
    this.stream = stream;
    this.caller = caller;
    this.config = config;
    this.json = json;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "What happens from now on: notices, changes, cycles; as server-sent events")
  public Multi<OutboundSseEvent> events(@Context Sse sse) {
    caller.require(Scope.READ);
    Multi<OutboundSseEvent> signs =
        Multi.createFrom()
            .ticks()
            .every(SIGN_OF_LIFE)
            .onOverflow()
            .drop()
            .map(tick -> sse.newEventBuilder().comment("still here").build());
    return Multi.createBy()
        .merging()
        .streams(stream.listen().map(happening -> event(sse, happening)), signs);
  }

  private OutboundSseEvent event(Sse sse, Happening happening) {
    return happening.fold(
        told -> event(sse, "notice", cloudEvent(told.notice())),
        changed -> event(sse, "change", json(changed)),
        walked -> event(sse, "cycle", json(walked)));
  }

  private String cloudEvent(Notice notice) {
    return new String(CloudEvent.of(notice, config.instance()).body(), StandardCharsets.UTF_8);
  }

  private static OutboundSseEvent event(Sse sse, String name, String data) {
    return sse.newEventBuilder().name(name).mediaType(MediaType.TEXT_PLAIN_TYPE).data(data).build();
  }

  private String json(Record value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("events are plain records", impossible);
    }
  }
}
