package io.riparian.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Check;
import io.riparian.forge.FakeForge;
import io.riparian.forge.Forge;
import io.riparian.forge.ForgeFailure;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the forge is asked is heard once. */
class WatchedForgeTest {
  private static final String HEAD = "0123456789012345678901234567890123456789";

  private final List<String> heard = new ArrayList<>();
  private final FakeForge fake = new FakeForge().asks(7, "zoe", HEAD).team("@acme/a", "alice");
  private final Forge forge =
      new WatchedForge(fake, operation -> outcome -> heard.add(operation + " " + outcome));

  @Test
  void everyQuestionIsPassedOnAndHeard() {
    ChangeRequest request = forge.request(7).orElseThrow();
    assertThat(forge.open()).containsExactly(request);
    assertThat(forge.mergedWith(HEAD)).isEmpty();
    assertThat(forge.reviews(request).said()).isEmpty();
    assertThat(forge.members("@acme/a")).hasValueSatisfying(all -> assertThat(all).hasSize(1));
    forge.comment(request, "mark", "words");
    forge.check(new Check(HEAD, Check.Conclusion.PENDING, "title", "summary", List.of()));

    assertThat(heard)
        .containsExactly(
            "request ok",
            "open ok",
            "merged-with ok",
            "reviews ok",
            "members ok",
            "comment ok",
            "check ok");
    assertThat(fake.comments(7)).containsKey("mark");
    assertThat(fake.checks()).hasSize(1);
  }

  @Test
  void aFailureIsHeardAndPassedOn() {
    fake.failsWith(new ForgeFailure(ForgeFailure.Kind.RATE_LIMITED, "too many"));

    assertThatThrownBy(forge::open).hasMessage("too many");
    assertThat(heard).containsExactly("open rate-limited");
  }

  @Test
  void noMethodIsLeftToItsDefault() {
    assertThat(Arrays.stream(Forge.class.getMethods()).map(Method::getName))
        .allMatch(
            name ->
                Arrays.stream(WatchedForge.class.getDeclaredMethods())
                    .map(Method::getName)
                    .anyMatch(name::equals));
  }
}
