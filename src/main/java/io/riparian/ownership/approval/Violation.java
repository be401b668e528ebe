package io.riparian.ownership.approval;

import java.util.List;

/**
 * One thing that keeps a unit at its accepted tree.
 *
 * @param path what it is about; empty text when it is about no path alone
 * @param need the owners of whom one must agree, as they are written; empty when nobody's agreement
 *     helps
 * @param detail goes on after the reason, as a clause; may be empty text
 */
public record Violation(HoldReason reason, String path, List<String> need, String detail) {
  public Violation {
    need = List.copyOf(need);
  }
}
