package io.riparian.model;

import java.util.OptionalInt;

/** How many connectors and tasks there may be; what is empty is not limited. */
public record Quota(OptionalInt connectors, OptionalInt tasks, OptionalInt tasksPerConnector) {
  public static final Quota UNLIMITED =
      new Quota(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
