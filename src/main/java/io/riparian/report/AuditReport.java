package io.riparian.report;

import java.util.List;

/**
 * The audit trail, newest entry first.
 *
 * @param intact whether no entry was changed, left out or put in
 * @param problem where the trail breaks; empty when it is intact
 */
public record AuditReport(boolean intact, String problem, List<Entry> entries) {

  /**
   * What somebody did.
   *
   * @param detail JSON, as it was recorded
   */
  public record Entry(
      long sequence, String at, String actor, String action, String subject, String detail) {}
}
