package io.riparian.forge;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.riparian.connect.WithoutTheDaemon;
import io.riparian.forge.ForgeServer.Answered;
import io.riparian.forge.ForgeServer.Asked;
import java.net.URI;

/** GitHub, with the token of an account. */
@QuarkusTest
@TestProfile(WithoutTheDaemon.class)
class GitHubTest extends ForgeContract {
  private final GitHubServer gitHub =
      new GitHubServer(world, (asked, all) -> server.page(asked, all), us());

  @Override
  Answered answer(Asked asked) {
    return gitHub.answer(asked);
  }

  @Override
  Forge open(URI url) {
    return new GitHub(
        ForgeEndpoint.of(url), new ForgeCredential.Token(TOKEN), ForgeWorld.REPOSITORY, "riparian");
  }
}
