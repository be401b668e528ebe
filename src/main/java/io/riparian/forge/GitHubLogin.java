package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As whom we come to GitHub: with the token of an account, or as an app that gets itself a new
 * token each hour. Such a token is for our repository only.
 */
sealed interface GitHubLogin {

  /** The value of the {@code Authorization} header. */
  String authorization();

  /** Whether there may be another one, now that GitHub refused this one. */
  boolean isRenewed(String refused);

  /** Whether somebody is us. */
  boolean isUs(GitHubAnswers.User user);

  /** The app that we are; empty when we are none. */
  Optional<Long> app();

  /** With the token of an account. */
  final class Personal implements GitHubLogin {
    private static final TypeReference<GitHubAnswers.User> USER = new TypeReference<>() {};

    private final GitHubApi api;
    private final ForgeCalls calls;
    private final ForgeCredential.Token token;
    private volatile @Nullable Account us;

    Personal(GitHubApi api, ForgeCalls calls, ForgeCredential.Token token) {
      this.api = api;
      this.calls = calls;
      this.token = token;
    }

    @Override
    public String authorization() {
      return token.authorization();
    }

    @Override
    public boolean isRenewed(String refused) {
      return false;
    }

    @Override
    public boolean isUs(GitHubAnswers.User user) {
      return user.account().filter(account -> account.id().equals(us().id())).isPresent();
    }

    private Account us() {
      @Nullable Account known = us;
      if (known == null) {
        ForgeCall call = calls.call("GET", "/user");
        known =
            calls
                .read(call, USER, () -> api.user(authorization()))
                .account()
                .orElseThrow(
                    () -> call.failure(ForgeFailure.Kind.BAD_ANSWER, "the token is nobody's"));
        us = known;
      }
      return known;
    }

    @Override
    public Optional<Long> app() {
      return Optional.empty();
    }
  }

  /** As an app. */
  final class Installed implements GitHubLogin {
    /** So that no token ends while a list is being read. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final TypeReference<GitHubAnswers.Token> TOKEN = new TypeReference<>() {};
    private static final TypeReference<GitHubAnswers.App> APP = new TypeReference<>() {};

    private final GitHubApi api;
    private final ForgeCalls calls;
    private final ForgeCredential.App app;
    private final String repository;
    private final InstantSource clock;
    private GitHubAnswers.@Nullable Token token;
    private volatile @Nullable String bot;

    Installed(
        GitHubApi api,
        ForgeCalls calls,
        ForgeCredential.App app,
        String repository,
        InstantSource clock) {
      this.api = api;
      this.calls = calls;
      this.app = app;
      this.repository = repository;
      this.clock = clock;
    }

    @Override
    public synchronized String authorization() {
      GitHubAnswers.@Nullable Token known = token;
      Instant now = clock.instant();
      if (known == null || !now.isBefore(known.expiresAt().minus(EARLY))) {
        known =
            calls.read(
                calls.call("POST", "/app/installations/" + app.installation() + "/access_tokens"),
                TOKEN,
                () ->
                    api.token(
                        signed(), app.installation(), new GitHubApi.TokenFor(List.of(repository))));
        token = known;
      }
      return "Bearer " + known.token();
    }

    private String signed() {
      return "Bearer " + AppSignature.of(app, clock.instant());
    }

    /** Another thread may have got a new one already. */
    @Override
    public synchronized boolean isRenewed(String refused) {
      if (token != null && ("Bearer " + token.token()).equals(refused)) {
        token = null;
      }
      return true;
    }

    /** An app writes as {@code slug[bot]}, a name that no account can take. */
    @Override
    public boolean isUs(GitHubAnswers.User user) {
      return user.account()
          .filter(account -> account.bot() && account.login().equals(bot()))
          .isPresent();
    }

    private String bot() {
      @Nullable String known = bot;
      if (known == null) {
        known =
            calls.read(calls.call("GET", "/app"), APP, () -> api.app(signed())).slug() + "[bot]";
        bot = known;
      }
      return known;
    }

    @Override
    public Optional<Long> app() {
      return Optional.of(app.app());
    }
  }
}
