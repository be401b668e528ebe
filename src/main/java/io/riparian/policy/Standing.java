package io.riparian.policy;

import io.riparian.model.DeclaredConnector;
import java.util.Collection;

/** Who was there before: of two that cannot be together, the one that stands keeps its place. */
@FunctionalInterface
public interface Standing {
  /** Nobody was there before. */
  Standing NOBODY = (connector, keys) -> false;

  /** Whether the connector runs with the very values that it is declared with, of these keys. */
  boolean stands(DeclaredConnector connector, Collection<String> keys);
}
