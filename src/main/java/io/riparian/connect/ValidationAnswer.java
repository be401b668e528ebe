package io.riparian.connect;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Connect thinks of a configuration. Only names of keys are ever taken out of it: values and
 * messages hold resolved secrets.
 */
record ValidationAnswer(@Nullable List<@Nullable Key> configs) {

  /** One key of the plugin's definition. */
  record Key(@Nullable Value value) {}

  /** What was made of the key's value; the value itself is not even read. */
  record Value(@Nullable String name, @Nullable List<@Nullable Object> errors) {
    boolean isRejected() {
      return errors != null && !errors.isEmpty();
    }

    @Override
    public String toString() {
      return "Value[" + name + "]";
    }
  }

  SortedSet<String> rejectedKeys() {
    SortedSet<String> keys = new TreeSet<>();
    for (Key key : configs == null ? List.<Key>of() : configs) {
      Value value = key == null ? null : key.value();
      if (value != null && value.isRejected() && value.name() != null) {
        keys.add(value.name());
      }
    }
    return keys;
  }
}
