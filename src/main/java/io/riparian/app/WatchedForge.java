package io.riparian.app;

import io.riparian.connect.CallWatch;
import io.riparian.forge.Account;
import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Check;
import io.riparian.forge.Forge;
import io.riparian.forge.ForgeFailure;
import io.riparian.forge.Reviews;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A forge, every question to which is heard: how long it took, and how it ended. */
final class WatchedForge implements Forge {
  private final Forge forge;
  private final CallWatch watch;

  WatchedForge(Forge forge, CallWatch watch) {
    this.forge = forge;
    this.watch = watch;
  }

  private <T> T heard(String operation, Supplier<T> question) {
    CallWatch.UnderWay underWay = watch.begins(operation);
    String outcome = "broken";
    try {
      T answer = question.get();
      outcome = "ok";
      return answer;
    } catch (ForgeFailure failure) {
      outcome = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      throw failure;
    } finally {
      underWay.ends(outcome);
    }
  }

  private void heard(String operation, Runnable order) {
    String unused =
        heard(
            operation,
            () -> {
              order.run();
              return "";
            });
  }

  @Override
  public String name() {
    return forge.name();
  }

  @Override
  public String headRef(long number) {
    return forge.headRef(number);
  }

  @Override
  public List<ChangeRequest> open() {
    return heard("open", forge::open);
  }

  @Override
  public Optional<ChangeRequest> request(long number) {
    return heard("request", () -> forge.request(number));
  }

  @Override
  public List<ChangeRequest> mergedWith(String commit) {
    return heard("merged-with", () -> forge.mergedWith(commit));
  }

  @Override
  public Reviews reviews(ChangeRequest request) {
    return heard("reviews", () -> forge.reviews(request));
  }

  @Override
  public Optional<Set<Account>> members(String team) {
    return heard("members", () -> forge.members(team));
  }

  @Override
  public void comment(ChangeRequest request, String marker, String markdown) {
    heard("comment", () -> forge.comment(request, marker, markdown));
  }

  @Override
  public void check(Check check) {
    heard("check", () -> forge.check(check));
  }

  @Override
  public void close() {
    forge.close();
  }
}
