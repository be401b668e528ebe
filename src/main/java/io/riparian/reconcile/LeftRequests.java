package io.riparian.reconcile;

import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Forge;
import io.riparian.forge.ForgeFailure;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.ToldRequest;
import io.riparian.repo.GitMirror;
import io.riparian.report.RequestComment;
import io.riparian.report.RequestReport;
import io.riparian.report.RequestStage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The requests that are not open any more: what was given up is told so once, and what was merged
 * is told about until all of it is done.
 */
final class LeftRequests {
  private static final Logger LOG = Logger.getLogger(LeftRequests.class);

  /** What is held for longer than this is not followed any more. */
  private static final Duration FOLLOWED = Duration.ofDays(30);

  private final Forge forge;
  private final RequestTeller teller;
  private final GitMirror mirror;
  private final Ledger ledger;
  private final Present present;
  private final InstantSource clock;

  LeftRequests(
      Forge forge,
      RequestTeller teller,
      GitMirror mirror,
      Ledger ledger,
      Present present,
      InstantSource clock) {
    this.forge = forge;
    this.teller = teller;
    this.mirror = mirror;
    this.ledger = ledger;
    this.present = present;
    this.clock = clock;
  }

  /** Looks what became of those that were told about and are open no more. */
  void leaveAllBut(Set<Long> open) {
    for (ToldRequest told : ledger.toldRequests().values()) {
      if (!open.contains(told.number()) && told.mergedAs().isEmpty()) {
        sparing(told, () -> leave(told));
      }
    }
  }

  /** One of which nothing can be told keeps us from no other one. */
  private void sparing(ToldRequest told, Runnable telling) {
    try {
      telling.run();
    } catch (ForgeFailure failure) {
      if (failure.concernsAll()) {
        throw failure;
      }
      LOG.warnf("request #%d: %s", told.number(), failure.getMessage());
      if (failure.kind() != ForgeFailure.Kind.BAD_ANSWER) {
        ledger.forgetRequest(told.number());
      }
    } catch (RuntimeException mistake) {
      LOG.errorf(mistake, "request #%d could not be told about", told.number());
    }
  }

  private void leave(ToldRequest told) {
    Optional<ChangeRequest> request = forge.request(told.number());
    if (request.filter(now -> now.state() == ChangeRequest.State.OPEN).isPresent()) {
      return;
    }
    Optional<RequestReport> report = teller.report(told);
    if (report.isEmpty()) {
      return;
    }
    if (request.filter(now -> now.state() == ChangeRequest.State.MERGED).isPresent()) {
      ChangeRequest merged = request.get();
      teller.comment(merged, report.get().at(RequestStage.WAITING_FOR_APPLY), merged.mergedAs());
      return;
    }
    if (request.isPresent()) {
      teller.comment(request.get(), report.get().at(RequestStage.CLOSED), "");
    }
    ledger.forgetRequest(told.number());
  }

  /** Tells what happened since to those that were merged. */
  void follow() {
    Optional<Judged> now = present.judged().get();
    if (now.isEmpty()) {
      return;
    }
    for (ToldRequest told : ledger.toldRequests().values()) {
      if (!told.mergedAs().isEmpty()) {
        sparing(
            told, () -> teller.report(told).ifPresent(before -> follow(told, before, now.get())));
      }
    }
  }

  private void follow(ToldRequest told, RequestReport before, Judged now) {
    Landed landed =
        new Landed(
            now.units(),
            present.clusters().get(),
            () -> changed(before),
            revision -> cameAfter(told.mergedAs(), revision));
    RequestReport report = landed.of(before, now.desired().revision());
    if (!RequestComment.of(report).equals(RequestComment.of(before))) {
      forge
          .request(told.number())
          .ifPresent(request -> teller.comment(request, report, told.mergedAs()));
    }
    if (report.stage().equals(RequestStage.APPLIED.word())
        || told.at().plus(FOLLOWED).isBefore(clock.instant())) {
      ledger.forgetRequest(told.number());
    }
  }

  /** The paths that the request changes, also those that make no difference to a connector. */
  private Set<String> changed(RequestReport told) {
    if (mirror.resolve(told.base()).isEmpty() || mirror.resolve(told.head()).isEmpty()) {
      return Set.of();
    }
    return mirror
        .merged(told.base(), told.head())
        .map(merged -> CommitChanges.between(mirror.tree(told.base()).byPath(), merged.byPath()))
        .map(changes -> Set.copyOf(changes.keySet()))
        .orElseGet(Set::of);
  }

  private boolean cameAfter(String merge, String revision) {
    return mirror.resolve(merge).isPresent()
        && mirror.resolve(revision).isPresent()
        && mirror.descends(merge, revision);
  }

  /** Whether something that was merged waits for its cluster. */
  boolean isAnyWaiting() {
    return ledger.toldRequests().values().stream()
        .anyMatch(told -> told.stage().equals(RequestStage.WAITING_FOR_APPLY.word()));
  }
}
