package io.riparian.model;

import java.util.OptionalLong;

/** How low and how high a number may be, both inclusive. */
public record Bound(OptionalLong least, OptionalLong most) {

  public boolean holds(long number) {
    return number >= least.orElse(Long.MIN_VALUE) && number <= most.orElse(Long.MAX_VALUE);
  }

  /** {@code from 1 to 16}, {@code at least 1} or {@code at most 16}. */
  public String inWords() {
    if (least.isPresent() && most.isPresent()) {
      return "from " + least.getAsLong() + " to " + most.getAsLong();
    }
    return least.isPresent() ? "at least " + least.getAsLong() : "at most " + most.orElse(0);
  }
}
