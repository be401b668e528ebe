package io.riparian.notify;

import io.riparian.model.Declarations;
import io.riparian.model.Party;
import io.riparian.model.Routes;
import io.riparian.model.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * By which routes each party is told, as the files in force say it. While a file cannot be read,
 * what it said last holds: a mistake in it must not silence anybody.
 */
public final class RouteBook {
  private Map<String, Routes> teams = Map.of();
  private Routes platform = Routes.NONE;

  /** Takes over what the files say now. */
  public synchronized void read(Declarations declared) {
    Map<String, Routes> now = new HashMap<>();
    for (String unit : declared.units()) {
      now.put(
          unit,
          Optional.ofNullable(declared.teams().get(unit))
              .map(Team::routes)
              .orElseGet(() -> teams.getOrDefault(unit, Routes.NONE)));
    }
    teams = now;
    platform = declared.platformRoutes().orElse(platform);
  }

  public synchronized Routes of(Party party) {
    return party.isPlatform() ? platform : teams.getOrDefault(party.team(), Routes.NONE);
  }

  /**
   * A sentence for each route that leads nowhere.
   *
   * @param isChannel whether there is a channel of a name
   */
  public synchronized List<String> problems(Predicate<String> isChannel) {
    List<String> problems = new ArrayList<>(problems(Party.PLATFORM, platform, isChannel));
    new TreeMap<>(teams)
        .forEach((name, routes) -> problems.addAll(problems(Party.team(name), routes, isChannel)));
    return problems;
  }

  private static List<String> problems(Party party, Routes routes, Predicate<String> isChannel) {
    return routes.routes().stream()
        .filter(route -> !isChannel.test(route.channel()))
        .map(
            route ->
                "%s: a route of %s names the channel `%s`, which the daemon does not have (riparian.notify.channels)"
                    .formatted(route.at(), party, route.channel()))
        .toList();
  }
}
