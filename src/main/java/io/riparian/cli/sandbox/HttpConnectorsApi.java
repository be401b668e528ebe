package io.riparian.cli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code GET /api/v1/connectors}. */
record HttpConnectorsApi(String daemonUrl) implements ConnectorsApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<Row> connectors() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (JsonNode each : JSON.readTree(Probe.read(daemonUrl + "/api/v1/connectors"))) {
      rows.add(
          new Row(
              word(each, "cluster"),
              word(each, "name"),
              word(each, "team"),
              word(each, "sync"),
              word(each, "health"),
              word(each, "state").toUpperCase(Locale.ROOT)));
    }
    return rows;
  }

  private static String word(JsonNode row, String field) {
    return row.path(field).asText("");
  }
}
