package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.Set;

/** The keys that a connector's class itself takes for passwords, where that is known. */
@FunctionalInterface
public interface PasswordKeys {
  /** Nobody has described any class. */
  PasswordKeys UNKNOWN = config -> Set.of();

  /** Of the class and the version that this configuration names; empty when it is not known. */
  Set<String> of(ConnectorConfig config);
}
