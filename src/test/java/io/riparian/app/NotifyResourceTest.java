package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.riparian.app.NotifyResource.Test;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

class NotifyResourceTest {
  private static final String TOKEN = "operator-token-0123456789";

  private static NotifyResource resource(String scopes) {
    RiparianConfig config =
        OwnConfiguration.of("tokens.olive.value", TOKEN, "tokens.olive.scopes", scopes);
    return new NotifyResource(
        Unwatched.daemon(config), new Caller(config, new BearerHeader(TOKEN)), config);
  }

  private static void refuses(@Nullable Test body) {
    assertThatExceptionOfType(WebApplicationException.class)
        .isThrownBy(() -> resource("operate").test(body))
        .satisfies(refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(400));
  }

  @org.junit.jupiter.api.Test
  void eitherATeamOrThePlatformIsTold() {
    refuses(null);
    refuses(new Test(null, null, null));
    refuses(new Test(" ", false, "slack"));
    refuses(new Test("payments", true, null));
  }

  @org.junit.jupiter.api.Test
  void whoeverOnlyReadsTellsNobody() {
    assertThatExceptionOfType(ForbiddenException.class)
        .isThrownBy(() -> resource("read,plan").test(new Test("payments", null, null)));
  }
}
