package io.riparian.cli.sandbox;

import java.io.IOException;
import java.util.List;

/** What the daemon says about its connectors. */
interface ConnectorsApi {
  /**
   * @throws IOException when it does not answer, or answers something else
   */
  List<Row> connectors() throws IOException;

  /**
   * One connector on one cluster, in the daemon's words.
   *
   * @param state as observed on the cluster: {@code RUNNING}, {@code PAUSED}, ...; empty when it is
   *     not there
   */
  record Row(String cluster, String name, String team, String sync, String health, String state) {
    String words() {
      return String.join(" ", state.isEmpty() ? "-" : state, health, sync).strip();
    }
  }
}
