package io.riparian.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Since when a hold holds, and what its file said then of its end. A hold that is put off keeps its
 * time; one that was over when its file was changed is another hold, whose time begins anew.
 */
public record HoldTerm(Instant since, Instant until) {

  /** When it ends by itself: nothing is held longer than {@link Hold#LONGEST}. */
  public Instant end() {
    if (until.equals(Hold.UNTIL_MENDED)) {
      return until;
    }
    Instant longest = since.plus(Hold.LONGEST);
    return until.isBefore(longest) ? until : longest;
  }

  /** The term of a hold as its file is now; one that nobody noted begins now. */
  public static HoldTerm of(Hold hold, Map<Hold.Id, HoldTerm> noted, Instant now) {
    HoldTerm before = noted.get(hold.id());
    if (before == null) {
      return new HoldTerm(now, hold.until());
    }
    boolean renewed = !before.until.equals(hold.until()) && !before.end().isAfter(now);
    return new HoldTerm(renewed ? now : before.since, hold.until());
  }

  /**
   * What is to be noted once these holds are in force, in place of what was. A file that nobody can
   * read ends nothing that it said before.
   */
  public static Map<Hold.Id, HoldTerm> noted(
      Map<Hold.Id, HoldTerm> before, Collection<Hold> holds, Instant now) {
    Map<Hold.Id, HoldTerm> terms = new TreeMap<>();
    for (Hold hold : holds) {
      if (hold.isReadable()) {
        terms.merge(
            hold.id(),
            of(hold, before, now),
            (one, other) -> one.until().isAfter(other.until()) ? one : other);
      } else {
        before.forEach(
            (id, term) -> {
              if (id.path().equals(hold.path())) {
                terms.put(id, term);
              }
            });
      }
    }
    return terms;
  }
}
