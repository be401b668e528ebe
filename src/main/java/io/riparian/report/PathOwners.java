package io.riparian.report;

import io.riparian.ownership.codeowners.Owner;
import io.riparian.ownership.codeowners.Ruling;
import java.util.List;

/**
 * Who owns a path, and which lines of the ownership file say so.
 *
 * @param owned whether anybody is named who must agree to a change
 * @param rulings one for each section that is about the path
 */
public record PathOwners(String path, boolean owned, List<RulingReport> rulings) {

  public PathOwners {
    rulings = List.copyOf(rulings);
  }

  /**
   * The line of a section that decides.
   *
   * @param section empty text where the dialect knows no sections
   * @param owners empty when the line names nobody
   * @param optional whether the line stands under an optional header
   * @param required whether its owners must agree
   * @param approvals how many of them, at least 1
   */
  public record RulingReport(
      String section,
      int line,
      List<String> owners,
      boolean optional,
      boolean required,
      int approvals) {

    public RulingReport {
      owners = List.copyOf(owners);
    }

    private static RulingReport of(Ruling ruling) {
      return new RulingReport(
          ruling.section(),
          ruling.line(),
          ruling.owners().stream().map(Owner::text).toList(),
          ruling.optional(),
          ruling.required(),
          ruling.approvals());
    }

    private String text(String file) {
      return (owners.isEmpty() ? "no owner" : String.join(" ", owners))
          + "  "
          + file
          + ":"
          + line
          + (section.isEmpty() ? "" : " [" + section + "]")
          + (required ? "" : ", optional")
          + (approvals > 1 ? ", " + approvals + " approvals" : "");
    }
  }

  public static PathOwners of(String path, List<Ruling> rulings) {
    return new PathOwners(
        path,
        rulings.stream().anyMatch(ruling -> ruling.required() && !ruling.owners().isEmpty()),
        rulings.stream().map(RulingReport::of).toList());
  }

  /**
   * A line for each ruling, or one that says that there is none.
   *
   * @param file the ownership file's path
   */
  public String text(String file) {
    Terminal text = new Terminal();
    if (rulings.isEmpty()) {
      text.line(path + "  no owner");
    }
    rulings.forEach(ruling -> text.line(path + "  " + ruling.text(file)));
    return text.toString();
  }
}
