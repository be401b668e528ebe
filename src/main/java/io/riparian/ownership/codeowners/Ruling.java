package io.riparian.ownership.codeowners;

import java.util.List;

/**
 * What a section of an ownership file says of one path.
 *
 * @param section empty text where the dialect knows no sections
 * @param line the line that decides, counted from 1
 * @param owners whom that line names; empty when it names nobody
 * @param optional whether the line stands under the header of an optional section
 * @param required whether its owners have to agree: a section is optional only when all its headers
 *     are
 * @param approvals how many of the owners must agree, at least 1
 */
public record Ruling(
    String section,
    int line,
    List<Owner> owners,
    boolean optional,
    boolean required,
    int approvals) {

  public Ruling {
    owners = List.copyOf(owners);
  }
}
