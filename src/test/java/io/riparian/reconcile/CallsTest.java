package io.riparian.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallsTest {
  private static final Duration NOW = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Calls calls = new Calls();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void end() {
    threads.forEach(Thread::interrupt);
  }

  private <T> CompletableFuture<T> inAnotherThread(Waiting<T> waiting) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(waiting.result());
              } catch (InterruptedException stop) {
                result.completeExceptionally(stop);
              }
            });
    threads.add(thread);
    thread.start();
    return result;
  }

  private interface Waiting<T> {
    T result() throws InterruptedException;
  }

  private void untilWaiting() throws InterruptedException {
    Thread last = threads.get(threads.size() - 1);
    while (last.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }

  @Test
  void nobodyCallsAndTheTimeEnds() throws InterruptedException {
    assertThat(calls.await(NOW, "timer")).isEqualTo("timer");
  }

  @Test
  void aCallWakesWhoeverWaits() throws Exception {
    CompletableFuture<String> trigger = inAnotherThread(() -> calls.await(LONG, "timer"));
    untilWaiting();

    calls.call("commit");

    assertThat(trigger.get(10, TimeUnit.SECONDS)).isEqualTo("commit");
  }

  @Test
  void aCallThatComesBeforeAnybodyWaitsIsNotLost() throws InterruptedException {
    calls.call("commit");

    assertThat(calls.await(LONG, "timer")).isEqualTo("commit");
  }

  @Test
  void callsBeforeTheAnswerAreOne() throws InterruptedException {
    calls.call("commit");
    calls.call("hook");
    calls.call("hook");

    assertThat(calls.await(LONG, "timer")).isEqualTo("commit");
    assertThat(calls.await(NOW, "timer")).isEqualTo("timer");
  }

  @Test
  void aCallDuringALookMakesAnotherLook() throws InterruptedException {
    calls.call("commit");
    calls.await(LONG, "timer");
    calls.begin("timer");
    calls.call("hook");
    calls.end();

    assertThat(calls.await(LONG, "timer")).isEqualTo("hook");
  }

  @Test
  void aLookAnswersWhateverCalledBeforeItBegan() throws InterruptedException {
    calls.call("commit");
    calls.await(LONG, "timer");
    calls.call("hook");

    assertThat(calls.begin("commit")).isEqualTo("hook");
    calls.end();

    assertThat(calls.await(NOW, "timer")).isEqualTo("timer");
  }

  @Test
  void aLookThatNobodyCalledForKeepsItsReason() {
    assertThat(calls.begin("timer")).isEqualTo("timer");
  }

  @Test
  void whoeverIsToStopWaitsForNothing() throws Exception {
    CompletableFuture<String> waiting = inAnotherThread(() -> calls.await(LONG, ""));
    untilWaiting();

    calls.stop();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
    calls.begin("");
    assertThat(calls.await(LONG, "")).as("nor later").isEmpty();
  }

  @Test
  void callAndWaitDoesNotTakeALookThatBeganBeforeIt() throws Exception {
    calls.begin("timer");
    CompletableFuture<Boolean> waiting = inAnotherThread(() -> calls.callAndWait("apply", LONG));
    untilWaiting();

    calls.end();
    assertThat(calls.await(LONG, "timer")).isEqualTo("apply");
    assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS))
        .as("the look that ended began before the call")
        .isInstanceOf(TimeoutException.class);
    calls.begin("timer");
    calls.end();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void callAndWaitSaysThatItTookTooLong() throws InterruptedException {
    assertThat(calls.callAndWait("apply", NOW)).isFalse();
    assertThat(calls.await(LONG, "timer")).as("and the call stands").isEqualTo("apply");
  }

  @Test
  void whoeverWaitsIsToldWhenNobodyLooksAnyMore() throws Exception {
    CompletableFuture<Boolean> waiting = inAnotherThread(() -> calls.callAndWait("apply", LONG));
    untilWaiting();

    calls.close();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(calls.callAndWait("apply", LONG)).as("and nobody waits in vain later").isFalse();
  }

  @Test
  void aLookThatBrokeOffWakesWhoeverWaitsAndIsNoAnswer() throws Exception {
    CompletableFuture<Boolean> waiting = inAnotherThread(() -> calls.callAndWait("apply", LONG));
    untilWaiting();

    calls.begin("timer");
    calls.breakOff();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
  }

  // Hints.

  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final Calls hinted = new Calls(() -> now);

  @Test
  void theFirstHintIsFollowedAtOnce() throws InterruptedException {
    hinted.hint("hook");

    assertThat(hinted.await(LONG, "timer")).isEqualTo("hook");
  }

  @Test
  void hintsRightAfterOneThatWasFollowedAreOne() throws Exception {
    hinted.hint("hook");
    hinted.await(LONG, "timer");
    hinted.hint("hook");
    CompletableFuture<String> next = inAnotherThread(() -> hinted.await(LONG, "timer"));
    untilWaiting();
    hinted.hint("hook");
    assertThatThrownBy(() -> next.get(50, TimeUnit.MILLISECONDS))
        .as("the clock stands still")
        .isInstanceOf(TimeoutException.class);

    now = now.plusSeconds(1);
    hinted.hint("hook");

    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("hook");
    assertThat(hinted.await(NOW, "timer")).as("all of them were one").isEqualTo("timer");
  }

  @Test
  void aHintAfterAMomentIsFollowedAtOnceAgain() throws InterruptedException {
    hinted.hint("hook");
    hinted.await(LONG, "timer");
    now = now.plusSeconds(1);
    hinted.hint("hook");

    assertThat(hinted.await(LONG, "timer")).isEqualTo("hook");
  }

  @Test
  void whoeverCallsAndWaitsDoesNotWaitForAHint() throws Exception {
    hinted.hint("hook");
    hinted.await(LONG, "timer");
    hinted.hint("hook");
    CompletableFuture<String> next = inAnotherThread(() -> hinted.await(LONG, "timer"));
    untilWaiting();

    hinted.call("apply");

    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("hook");
  }

  @Test
  void aClockThatIsSetBackHoldsNoHintBack() throws InterruptedException {
    hinted.hint("hook");
    hinted.await(LONG, "timer");
    now = now.minusSeconds(3_600);
    hinted.hint("hook");

    assertThat(hinted.await(LONG, "timer")).isEqualTo("hook");
  }
}
