package io.riparian.reconcile;

import io.riparian.forge.Check;
import io.riparian.forge.Forge;
import java.util.List;

/**
 * The verdict beside the branch's own commit: a push has no request where it could be told what
 * became of it. The same verdict is shown once.
 */
final class BranchCheck {
  private static final int LONGEST_TITLE = 140;

  private final Forge forge;
  private String shown = "";

  BranchCheck(Forge forge) {
    this.forge = forge;
  }

  void show(Judged now) {
    String revision = now.desired().revision();
    List<String> held =
        now.units().stream().filter(UnitStanding::isHeld).map(BranchCheck::reason).toList();
    String title = held.isEmpty() ? "in force" : String.join("; ", held);
    if (!shown.equals(revision + " " + title)) {
      forge.check(held.isEmpty() ? inForce(revision, title) : held(revision, title));
      shown = revision + " " + title;
    }
  }

  private static String reason(UnitStanding unit) {
    return unit.unit().name() + " is held: " + unit.violations().get(0).reason().code();
  }

  private static Check inForce(String revision, String title) {
    return new Check(
        revision,
        Check.Conclusion.SUCCESS,
        title,
        "Every unit of this revision is in force.",
        List.of());
  }

  private static Check held(String revision, String title) {
    return new Check(
        revision,
        Check.Conclusion.FAILURE,
        title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title,
        "What is held stays as it was accepted last. `riparian status` says what waits, and who can agree to it.",
        List.of());
  }
}
