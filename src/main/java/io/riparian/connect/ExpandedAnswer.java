package io.riparian.connect;

import io.riparian.model.ConnectorStatus;
import org.jspecify.annotations.Nullable;

/** One entry of the list that {@code expand} asks for: each part is there only if asked for. */
record ExpandedAnswer(@Nullable StatusAnswer status, @Nullable InfoAnswer info) {

  ConnectorStatus statusOrNone() {
    return status == null ? ConnectorStatus.NONE : status.status();
  }
}
