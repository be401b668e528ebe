package io.riparian.forge;

import java.util.List;
import java.util.Set;

/**
 * What was said of a request, and who has a part in it.
 *
 * @param said oldest first
 * @param contributors who wrote, committed or pushed any of it, as far as the forge tells
 * @param strangers commits of which the forge does not know by whose account they were made
 */
public record Reviews(List<Review> said, Set<Account> contributors, List<String> strangers) {
  public Reviews {
    said = List.copyOf(said);
    contributors = Set.copyOf(contributors);
    strangers = List.copyOf(strangers);
  }
}
