package io.riparian.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.Party;
import io.riparian.model.Routes;
import org.junit.jupiter.api.Test;

class RouteBookTest {
  private final RouteBook book = new RouteBook();

  private void read(String team, String platform) {
    book.read(
        new SmallRepository()
            .file("teams/a/team.yaml", "apiVersion: riparian/v1", "kind: Team", "spec:", team)
            .file(
                "platform/notify.yaml",
                "apiVersion: riparian/v1",
                "kind: Notify",
                "metadata: {name: notify}",
                "spec:",
                platform)
            .resolve());
  }

  private String channelsOf(Party party) {
    return book.of(party).routes().stream().map(Routes.Route::channel).toList().toString();
  }

  @Test
  void aCommitChangesTheRoutes() {
    read("  notify: {routes: [{channel: slack}]}", "  routes: [{channel: pager}]");
    assertThat(channelsOf(Party.team("a"))).isEqualTo("[slack]");
    assertThat(channelsOf(Party.PLATFORM)).isEqualTo("[pager]");

    read("  notify: {routes: [{channel: mail}]}", "  routes: []");
    assertThat(channelsOf(Party.team("a"))).isEqualTo("[mail]");
    assertThat(channelsOf(Party.PLATFORM)).isEqualTo("[]");
  }

  @Test
  void aMistakeInAFileSilencesNobody() {
    read("  notify: {routes: [{channel: slack}]}", "  routes: [{channel: pager}]");
    read("  notify: {routes: [{chanel: slack}]}", "  routes: pager");

    assertThat(channelsOf(Party.team("a"))).isEqualTo("[slack]");
    assertThat(channelsOf(Party.PLATFORM)).isEqualTo("[pager]");
  }

  @Test
  void whoIsGoneOrNeverWasHasNoRoutes() {
    read("  notify: {routes: [{channel: slack}]}", "  routes: []");
    book.read(new SmallRepository().resolve());

    assertThat(book.of(Party.team("a"))).isEqualTo(Routes.NONE);
    assertThat(book.of(Party.team("never"))).isEqualTo(Routes.NONE);
  }

  @Test
  void aRouteThatLeadsNowhereIsAProblemWithItsPlace() {
    read("  notify: {routes: [{channel: slack}]}", "  routes: [{channel: pager}]");

    assertThat(book.problems(name -> name.equals("pager")))
        .containsExactly(
            "teams/a/team.yaml:4:21: a route of team a names the channel `slack`, which the daemon"
                + " does not have (riparian.notify.channels)");
  }
}
