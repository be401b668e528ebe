package io.riparian.ledger;

import java.time.Instant;

/**
 * What was last told on a request to change the branch.
 *
 * @param head its newest commit at that time
 * @param mergedAs the commit of the branch that it became; empty text while it is open
 * @param stage how far it had come, in one word
 * @param report what was told, masked
 */
public record ToldRequest(
    long number, String head, String mergedAs, String stage, String report, Instant at) {
  @Override
  public String toString() {
    return "ToldRequest[#" + number + " " + head + " " + stage + "]";
  }
}
