package io.riparian.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.riparian.forge.ForgeWorld.sha;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.forge.Check.Conclusion;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.ForgeServer.Answered;
import io.riparian.forge.ForgeServer.Asked;
import io.riparian.forge.ForgeWorld.Person;
import io.riparian.forge.ForgeWorld.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GitHub, as an app. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class GitHubAppTest extends ForgeContract {
  private static final KeyPair KEYS = keys();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory = Path.of("");

  private final GitHubServer gitHub =
      new GitHubServer(world, (asked, all) -> server.page(asked, all), us());

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** It asks as an app only for what only an app may be told, and else with the newest token. */
  @Override
  Answered answer(Asked asked) {
    String shown = asked.headers().apply("Authorization");
    boolean mayAsk =
        asked.path().startsWith("/app")
            ? isSigned(shown.replace("Bearer ", ""))
            : shown.equals("Bearer " + TOKEN + gitHub.tokens);
    return mayAsk
        ? gitHub.answer(asked)
        : new Answered(401, GitHubServer.map("message", "Bad credentials"), "");
  }

  private boolean isSigned(String token) {
    try {
      String[] parts = token.split("\\.", -1);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(KEYS.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      long now = gitHub.now.getEpochSecond();
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && claims.path("iss").asText().equals("12")
          && claims.path("iat").asLong() <= now
          && claims.path("exp").asLong() > now
          && claims.path("exp").asLong() - claims.path("iat").asLong() <= 600;
    } catch (GeneralSecurityException | IOException broken) {
      throw new AssertionError("no signed token", broken);
    }
  }

  @Override
  Person us() {
    return new Person(901, "riparian[bot]", true);
  }

  @Override
  boolean isLogin(Asked asked) {
    return asked.path().endsWith("/access_tokens");
  }

  @Override
  Forge open(URI url) {
    return open(url, key(new PemOf(KEYS.getPrivate())));
  }

  private Forge open(URI url, Path key) {
    return new GitHub(
        new ForgeEndpoint(
            url, null, Duration.ofSeconds(5), Duration.ofSeconds(30), 1L << 25, () -> gitHub.now),
        new ForgeCredential.App(12, 34, key),
        ForgeWorld.REPOSITORY,
        "riparian");
  }

  /** What a PEM file is made of. */
  private record PemOf(Object content) {
    @Override
    public String toString() {
      return "PemOf[]";
    }
  }

  private Path key(PemOf pem) {
    Path file = directory.resolve("app.pem");
    try (Writer writer = Files.newBufferedWriter(file);
        JcaPEMWriter out = new JcaPEMWriter(writer)) {
      out.writeObject(pem.content());
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
    return file;
  }

  @AfterEach
  void gitHubsOwnDescriptionAllowsWhatWasAsked() {
    GitHubDescription.given().ifPresent(description -> server.asked().forEach(description::check));
  }

  // Tokens.

  @Test
  void oneTokenForOurRepositoryServesUntilShortlyBeforeItEnds() {
    forge().open();
    gitHub.now = gitHub.now.plus(54, ChronoUnit.MINUTES);
    forge().open();
    assertThat(gitHub.tokens).isEqualTo(1);
    assertThat(server.asked().get(0).json().path("repositories").path(0).asText())
        .isEqualTo("connect");

    gitHub.now = gitHub.now.plus(1, ChronoUnit.MINUTES);
    forge().open();

    assertThat(gitHub.tokens).isEqualTo(2);
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnce() {
    forge().open();
    gitHub.tokens = 5;

    assertThat(forge().open()).isEmpty();

    assertThat(gitHub.tokens).isEqualTo(6);
  }

  @Test
  void aNewTokenThatIsRefusedTooIsAFailure() {
    server.disturb(
        asked ->
            asked.path().endsWith("/pulls")
                ? Optional.of(aResponse().withStatus(401))
                : Optional.empty());

    assertThat(failure(() -> forge().open()).kind()).isEqualTo(Kind.UNAUTHORISED);
    assertThat(gitHub.tokens).isEqualTo(2);
  }

  @Test
  void aKeyInTheNewerFormServesToo() throws Exception {
    Path key = key(new PemOf(new JcaPKCS8Generator(KEYS.getPrivate(), null).generate()));
    assertThat(key).content().contains("BEGIN PRIVATE KEY");

    try (Forge forge = open(server.url(), key)) {
      assertThat(forge.open()).isEmpty();
    }
  }

  @Test
  void aKeyThatIsReplacedIsReadAgain() throws Exception {
    Path key = directory.resolve("app.pem");
    Files.writeString(key, "canary-key-55");
    try (Forge forge = open(server.url(), key)) {
      ForgeFailure failure = failure(forge::open);
      assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORISED);
      assertThat(failure).message().doesNotContain("canary-key-55");

      key(new PemOf(KEYS.getPrivate()));

      assertThat(forge.open()).isEmpty();
    }
  }

  // Verdicts.

  private List<String> written() {
    return server.asked().stream()
        .filter(asked -> asked.writes() && !isLogin(asked))
        .map(Asked::toString)
        .toList();
  }

  @Test
  void annotationsAreSentFiftyAtATimeAndTheVerdictComesWithTheLast() {
    forge().check(check(Conclusion.FAILURE, "120 mistakes", 120));

    assertThat(shown())
        .returns(120, Verdict::annotations)
        .returns(Conclusion.FAILURE, Verdict::conclusion);
    assertThat(written()).hasSize(3);
    assertThat(
            server.asked().stream()
                .filter(asked -> asked.writes() && !isLogin(asked))
                .map(asked -> asked.json().path("status").asText()))
        .containsExactly("in_progress", "in_progress", "completed");
  }

  @Test
  void aVerdictThatStandsIsNotSentAgain() {
    forge().check(check(Conclusion.FAILURE, "2 mistakes", 2));
    forge().check(check(Conclusion.FAILURE, "2 mistakes", 2));

    assertThat(written()).hasSize(1);
  }

  @Test
  void aRunOfOursIsUpdated() {
    forge().check(check(Conclusion.PENDING, "looking", 0));
    forge().check(check(Conclusion.FAILURE, "2 mistakes", 2));

    assertThat(world.verdicts).hasSize(1);
    assertThat(written().get(1)).startsWith("PATCH ");
  }

  @Test
  void annotationsThatAreOutOfDateDoNotStayBesideNewOnes() {
    forge().check(check(Conclusion.FAILURE, "2 mistakes", 2));
    forge().check(check(Conclusion.FAILURE, "1 mistake", 1));

    assertThat(shown().annotations()).isEqualTo(1);
  }

  @Test
  void onlyOurRunsOfOurNameAreAskedFor() {
    forge().check(check(Conclusion.SUCCESS, "fine", 0));

    assertThat(server.asked())
        .extracting(Asked::toString)
        .anyMatch(
            asked ->
                asked.contains("/commits/" + sha(7) + "/check-runs?check_name=riparian&app_id=12"));
  }

  @ParameterizedTest
  @EnumSource
  void eachKindOfVerdictIsShown(Conclusion conclusion) {
    forge().check(check(conclusion, "so", 0));

    assertThat(shown().conclusion()).isEqualTo(conclusion);
  }
}
