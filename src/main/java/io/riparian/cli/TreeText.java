package io.riparian.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.yaml.snakeyaml.DumperOptions;

/**
 * A report as the tree that it is, for programs: the same one in JSON and in YAML. In ASCII, so
 * that no terminal obeys it.
 */
final class TreeText {
  private TreeText() {}

  static String json(Object report) {
    try {
      return Server.json()
              .writerWithDefaultPrettyPrinter()
              .with(JsonWriteFeature.ESCAPE_NON_ASCII)
              .writeValueAsString(report)
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("reports are plain records", impossible);
    }
  }

  /**
   * @param json what is to be said, so that both forms say the same
   */
  static String yaml(String json) {
    DumperOptions ascii = new DumperOptions();
    ascii.setAllowUnicode(false);
    ascii.setSplitLines(false);
    YAMLFactory yaml = YAMLFactory.builder().dumperOptions(ascii).build();
    try {
      return new YAMLMapper(yaml).writeValueAsString(Server.json().readTree(json));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("it is JSON of our own", impossible);
    }
  }
}
