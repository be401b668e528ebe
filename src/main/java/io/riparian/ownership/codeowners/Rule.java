package io.riparian.ownership.codeowners;

import io.riparian.model.Location;
import java.util.List;

/**
 * One line that says whose some paths are.
 *
 * @param line counted from 1
 * @param column where its pattern begins, counted from 1
 * @param pattern as it is written, without the {@code !} of an exclusion
 * @param owners empty where the line takes the paths' owners away
 * @param exclusion whether it takes the paths out of its section
 * @param optional whether it stands under a section's header that begins with {@code ^}
 * @param approvals how many of its owners must agree, by its header; 0 where that is not said
 */
record Rule(
    int line,
    int column,
    String pattern,
    PathPattern paths,
    List<Owner> owners,
    boolean exclusion,
    boolean optional,
    int approvals) {

  Rule {
    owners = List.copyOf(owners);
  }

  /** Where its pattern stands, in the file of this path. */
  Location at(String file) {
    int end = column + pattern.length() + (exclusion ? 1 : 0);
    return new Location(file, line, column, line, end);
  }
}
