package io.riparian.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error Connect is known to answer, without a wire. */
class ErrorAnswerTest {

  @ParameterizedTest
  @MethodSource("io.riparian.connect.ErrorAnswers#all")
  void everyErrorIsOfOneKindAndNoneIsQuoted(ErrorAnswers row) throws Exception {
    Call call = new Call("worker:8083", row.method(), "/connectors/a", row.effect());
    ErrorAnswer error =
        row.body().startsWith("{")
            ? Answer.JSON.readValue(row.body(), ErrorAnswer.class)
            : ErrorAnswer.NONE;

    ConnectFailure failure = error.failure(call, row.status());

    assertThat(failure.kind()).isEqualTo(row.kind());
    assertThat(failure)
        .hasMessageStartingWith(row.method() + " /connectors/a at worker:8083: ")
        .hasMessageContaining(String.valueOf(row.status()))
        .hasNoCause();
    assertThat(failure.getMessage()).doesNotContain(ErrorAnswers.SECRET, "nope");
    assertThat(error.toString()).doesNotContain(ErrorAnswers.SECRET);
  }
}
