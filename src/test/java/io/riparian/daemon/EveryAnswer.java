package io.riparian.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the daemon answers, by its own description of its API, and what it serves beside that. */
final class EveryAnswer {
  private static final List<String> OTHERS =
      List.of(
          "/",
          "/index.html",
          "/riparian.js",
          "/riparian.css",
          "/riparian.svg",
          "/api/openapi",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/metrics");

  private EveryAnswer() {}

  /** It does not end. */
  static final String STREAM = "/api/v1/events";

  /** The paths of what is described, for a GET that ends, and of what is served beside that. */
  static List<String> paths(RunningDaemon daemon, String connector) {
    List<String> paths = new ArrayList<>(OTHERS);
    described(daemon, "get").stream()
        .filter(path -> !path.equals(STREAM))
        .forEach(
            path ->
                paths.add(
                    path.replace("{cluster}", World.SHARED)
                            .replace("/clusters/{name}", "/clusters/" + World.SHARED)
                            .replace("{name}", connector)
                            .replace("{class}", "FileStreamSource")
                        + "?limit=500&secret=vault:payments/x&connector="
                        + connector));
    return paths;
  }

  /** The paths that take a POST; for webhooks of GitHub. */
  static List<String> posts(RunningDaemon daemon) {
    return described(daemon, "post").stream()
        .map(path -> path.replace("{forge}", "github"))
        .toList();
  }

  private static List<String> described(RunningDaemon daemon, String method) {
    List<String> paths = new ArrayList<>();
    JsonNode all = daemon.get("/api/openapi?format=json").path("paths");
    for (Map.Entry<String, JsonNode> path : all.properties()) {
      if (path.getValue().has(method)) {
        paths.add(path.getKey());
      }
    }
    return paths;
  }
}
