package io.riparian.connect;

import java.util.Set;

/**
 * What a long look ought to find, so that it can tell what is missing.
 *
 * @param names connectors that are declared or were applied here
 * @param proven whether the answer has to be proven whole also when none of them is missing: before
 *     anything is remembered, nobody knows what ought to be there
 */
public record Expected(Set<String> names, boolean proven) {

  public Expected {
    names = Set.copyOf(names);
  }
}
