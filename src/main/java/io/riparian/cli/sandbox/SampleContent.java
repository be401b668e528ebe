package io.riparian.cli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a configuration directory makes the sandbox expect. A rough reading, for progress lines
 * only: what a file really declares, the daemon says.
 *
 * @param states by connector name, in the words of Connect's status: {@code RUNNING}, {@code
 *     PAUSED}, {@code STOPPED}
 * @param sourceFiles names below {@code in/} of the data directory
 * @param sinkFiles names below {@code out/} of the data directory, of connectors that run
 */
record SampleContent(Map<String, String> states, Set<String> sourceFiles, Set<String> sinkFiles) {
  private static final Pattern DATA_FILE =
      Pattern.compile("\\$\\{var:data\\.dir}/(in|out)/([\\w.-]+)");

  static SampleContent read(Path directory) {
    SampleContent content = new SampleContent(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    try (Stream<Path> files = Files.walk(directory.resolve("teams"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        try (MappingIterator<JsonNode> documents =
            new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
          documents.forEachRemaining(content::add);
        }
      }
      return content;
    } catch (IOException | RuntimeException unreadable) {
      throw new SandboxException(
          "cannot read the configuration in " + directory + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  private void add(JsonNode document) {
    if (!document.path("kind").asText().equals("Connector")) {
      return;
    }
    JsonNode spec = document.path("spec");
    String state = spec.path("state").asText("running").toUpperCase(Locale.ROOT);
    states.put(document.path("metadata").path("name").asText(), state);
    for (JsonNode value : spec.path("config")) {
      Matcher file = DATA_FILE.matcher(value.asText());
      if (file.matches()) {
        if (file.group(1).equals("in")) {
          sourceFiles.add(file.group(2));
        } else if (state.equals("RUNNING")) {
          sinkFiles.add(file.group(2));
        }
      }
    }
  }
}
