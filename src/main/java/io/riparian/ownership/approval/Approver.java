package io.riparian.ownership.approval;

import java.util.Locale;

/**
 * Somebody who agreed to something, as the evidence names them.
 *
 * @param name as owners are written: {@code @login} or a mail address, in lower case
 * @param id what does not change when the name does: a key's fingerprint, an account's number
 */
public record Approver(String name, String id) implements Comparable<Approver> {

  public Approver {
    name = name.toLowerCase(Locale.ROOT);
  }

  /** What does not change about this person, as far as it is known. */
  String person() {
    return id.isEmpty() ? name : id;
  }

  /** Whether this may be the same person: by what does not change, or by the name. */
  boolean isSame(Approver other) {
    return name.equals(other.name) || (!id.isEmpty() && id.equals(other.id));
  }

  @Override
  public int compareTo(Approver other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return id.isEmpty() ? name : name + " (" + id + ")";
  }
}
