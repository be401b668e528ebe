package io.riparian.reconcile;

import io.riparian.model.Diagnostic;
import io.riparian.ownership.Accepted;
import io.riparian.policy.Judgements;
import io.riparian.policy.PasswordKeys;
import io.riparian.policy.Standing;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What ownership let through, held to the guard rails as a revision is. */
public final class HeldToRails {
  private HeldToRails() {}

  /** What is wrong with it, at the time that is given. */
  public static List<Diagnostic> mistakes(Accepted accepted, Instant now) {
    Accepted kept =
        Rails.keep(accepted, List.of(), now, Standing.NOBODY, PasswordKeys.NONE, Judgements.none())
            .accepted();
    return Stream.concat(kept.diagnostics().stream(), kept.refused().values().stream()).toList();
  }
}
