package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.riparian.model.ConnectorId;
import io.riparian.plan.Cause;
import io.riparian.plan.ChangeKind;
import io.riparian.plan.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cycle is one trace, with its changes and calls in it. */
class TracesTest {
  private final Spans spans = new Spans();
  private final Traces traces =
      new Traces(
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(spans))
                      .build())
              .build());

  /** Every span that ended. */
  private static final class Spans implements SpanExporter {
    private final List<SpanData> ended = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      ended.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    SpanData named(String name) {
      return ended.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }
  }

  @Test
  void changesAndCallsOfACycleAreInItsTraceAndHoldNoSentence() {
    String trace = traces.cycleBegins("shared", "id-1", "timer", "c1");
    traces.calls("shared").begins("GET /connectors").ends("200");
    begin("payments-orders");
    become("payments-orders", Outcome.Result.REFUSED);
    traces.cycleIsOver("shared");

    String cycle = spans.named("cycle").getSpanId();
    assertThat(trace).hasSize(32);
    assertThat(spans.ended).hasSize(3).allMatch(span -> span.getTraceId().equals(trace));
    assertThat(spans.named("GET /connectors").getParentSpanId()).isEqualTo(cycle);
    assertThat(spans.named("change").getParentSpanId()).isEqualTo(cycle);
    assertThat(spans.named("change").getAttributes().get(AttributeKey.stringKey("riparian.result")))
        .isEqualTo("refused");
    assertThat(spans.ended.toString()).doesNotContain("hunter2");
  }

  private void begin(String connector) {
    traces.changeBegins(new ConnectorId("shared", connector), ChangeKind.UPDATE, Cause.DRIFT);
  }

  private void become(String connector, Outcome.Result result) {
    traces.changed(
        "shared",
        new Outcome(connector, ChangeKind.UPDATE, Cause.DRIFT, result, "look at hunter2", 40),
        false);
    traces.changeIsOver();
  }

  @Test
  void aCallThatIsMadeForAChangeIsPartOfItAndTheNextOneOfTheCycle() {
    String trace = traces.cycleBegins("shared", "id-1", "timer", "c1");
    begin("payments-orders");
    traces.calls("shared").begins("PUT /connectors/{name}/config").ends("200");
    become("payments-orders", Outcome.Result.DONE);
    traces.calls("shared").begins("GET /connectors").ends("200");
    traces.cycleIsOver("shared");

    String change = spans.named("change").getSpanId();
    assertThat(spans.ended).hasSize(4).allMatch(span -> span.getTraceId().equals(trace));
    assertThat(spans.named("PUT /connectors/{name}/config").getParentSpanId()).isEqualTo(change);
    assertThat(spans.named("GET /connectors").getParentSpanId())
        .isEqualTo(spans.named("cycle").getSpanId());
    assertThat(spans.named("change").getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void aCallOfOneHandIsNotPartOfTheChangeOfAnother() throws InterruptedException {
    traces.cycleBegins("shared", "id-1", "timer", "c1");
    begin("payments-orders");
    Thread other =
        new Thread(() -> traces.calls("shared").begins("GET /connectors").ends("200"), "other");
    other.start();
    other.join();
    become("payments-orders", Outcome.Result.DONE);
    traces.cycleIsOver("shared");

    assertThat(spans.named("GET /connectors").getParentSpanId())
        .isEqualTo(spans.named("cycle").getSpanId());
  }

  @Test
  void aChangeThatBrokeOffHasEndedAndSaysSo() {
    traces.cycleBegins("shared", "id-1", "timer", "c1");
    begin("payments-orders");
    traces.changeIsOver();
    traces.calls("shared").begins("GET /connectors").ends("200");
    traces.cycleIsOver("shared");

    assertThat(spans.named("change").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(spans.named("change").getAttributes().get(AttributeKey.stringKey("riparian.result")))
        .isEqualTo("broke-off");
    assertThat(spans.named("GET /connectors").getParentSpanId())
        .isEqualTo(spans.named("cycle").getSpanId());
  }

  @Test
  void aCallOutsideACycleIsATraceOfItsOwnAndSoIsAnotherClusters() {
    String trace = traces.cycleBegins("shared", "id-1", "timer", "c1");
    traces.calls("other").begins("GET /connectors").ends("timed-out");
    traces.cycleIsOver("shared");

    assertThat(spans.named("GET /connectors").getTraceId()).isNotEqualTo(trace);
  }

  @Test
  void withoutAnSdkNothingIsTracedAndNoIdIsTold() {
    Traces off = new Traces(OpenTelemetry.noop());

    assertThat(off.cycleBegins("shared", "id-1", "timer", "c1")).isEmpty();
    off.calls("shared").begins("GET /connectors").ends("200");
    off.cycleIsOver("shared");
  }
}
