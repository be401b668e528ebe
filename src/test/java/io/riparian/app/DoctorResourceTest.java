package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster's weaknesses are for those who may mend them. */
class DoctorResourceTest {
  private static final String TOKEN = "reader-token-0123456789";

  @ParameterizedTest
  @CsvSource({"read, reader-token-0123456789, 403", "operate, somebody-elses-token-012, 401"})
  void itIsToldToOperatorsOnly(String scope, String shown, int status) {
    RiparianConfig config =
        OwnConfiguration.of("tokens.rita.value", TOKEN, "tokens.rita.scopes", scope);
    Daemon daemon = Unwatched.daemon(config);
    DoctorResource resource =
        new DoctorResource(daemon, new Caller(config, new BearerHeader(shown)));

    assertThatExceptionOfType(WebApplicationException.class)
        .isThrownBy(() -> resource.examine("shared"))
        .satisfies(refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(status));
  }
}
