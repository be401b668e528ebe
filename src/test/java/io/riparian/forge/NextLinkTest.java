package io.riparian.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextLinkTest {
  private static final URI NEXT = URI.create("https://h/a?x=1,2;3&page=2");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://h/a?x=1,2;3&page=2>; rel=\"next\"",
        "<https://h/a?x=1,2;3&page=2>;rel=next",
        "<https://h/a?x=1,2;3&page=2>; title=\"a, b\"; REL=\"prefetch Next\"",
        "<https://h/1>; rel=\"prev\", <https://h/a?x=1,2;3&page=2>; rel=\"next\", <https://h/9>; rel=\"last\"",
        "<https://h/1>; rel=\"first\",<https://h/a?x=1,2;3&page=2>; rel=\"next\" "
      })
  void theNextPageIsFoundWhereverItStands(String header) {
    assertThat(NextLink.in(List.of(header))).contains(NEXT);
  }

  @Test
  void itMayStandInAHeaderOfItsOwn() {
    assertThat(NextLink.in(List.of("<https://h/9>; rel=\"last\"", "<" + NEXT + ">; rel=\"next\"")))
        .contains(NEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<https://h/1>; rel=\"prev\"", "<https://h/1>", "<https://h/1>; rel=nextish"})
  void theLastPageHasNone(String header) {
    assertThat(NextLink.in(List.of(header))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/2; rel=\"next\"",
        "<https://h/2; rel=\"next\"",
        "<https://h/1>; rel=\"prev\" <https://h/2>; rel=\"next\"",
        "<https://h/1>; rel=\"prev\", https://h/2; rel=\"next\"",
        "<https://h/ 2>; rel=\"next\"",
        "<https://h/2>; rel=\"next\", <https://h/3>; rel=\"next\""
      })
  void whatCannotBeReadIsNotTheEnd(String header) {
    assertThatIllegalArgumentException().isThrownBy(() -> NextLink.in(List.of(header)));
  }
}
