package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.HOLD_OVER;
import static io.riparian.manifest.ManifestRule.HOLD_TOO_LONG;

import io.riparian.model.Diagnostic;
import io.riparian.model.Hold;
import io.riparian.model.HoldTerm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a clock says of holds whose files are good. It breaks no file: a brake does not come off
 * because of the hour.
 */
public final class HoldTimes {
  private HoldTimes() {}

  /**
   * Which holds are over, and which ask for more time than a hold can have, or had it.
   *
   * @param noted since when those hold that are in force already
   */
  public static List<Diagnostic> check(
      Collection<Hold> holds, Map<Hold.Id, HoldTerm> noted, Instant now) {
    List<Diagnostic> found = new ArrayList<>();
    for (Hold hold : holds) {
      if (!hold.isReadable()) {
        continue;
      }
      HoldTerm term = HoldTerm.of(hold, noted, now);
      if (!hold.until().isAfter(now)) {
        found.add(
            HOLD_OVER.at(
                hold.at(),
                "this hold is over, and holds nothing",
                "Remove the file, or choose a later time."));
      } else if (!term.end().isAfter(now)) {
        found.add(
            HOLD_TOO_LONG.at(
                hold.at(),
                "this hold is off since "
                    + term.end()
                    + ", "
                    + Hold.LONGEST.toDays()
                    + " days after it came into force, and holds nothing whatever its end says",
                "Remove the file. If the reason still stands, choose another time: its days begin anew."));
      } else if (hold.until().isAfter(now.plus(Hold.LONGEST))) {
        found.add(
            HOLD_TOO_LONG.at(
                hold.at(),
                "this hold asks for more than "
                    + Hold.LONGEST.toDays()
                    + " days; it ends "
                    + Hold.LONGEST.toDays()
                    + " days after it came into force",
                "Choose an earlier time."));
      }
    }
    return found;
  }
}
