package io.riparian.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.oas.OpenApi30;
import io.riparian.forge.ForgeServer.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub itself says of its API, in OpenAPI. The file is no part of this project: where it
 * lies is told by {@code -Dforge.descriptions.dir}.
 */
final class GitHubDescription {
  private static final String DIRECTORY = System.getProperty("forge.descriptions.dir", "");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V4))
          .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
          .metaSchema(OpenApi30.getInstance())
          .build();

  private static @Nullable GitHubDescription read;

  private final JsonNode root;

  private GitHubDescription(JsonNode root) {
    this.root = root;
  }

  /** The file below the directory that is told; empty when none is. */
  static Optional<Path> file(String path) {
    return DIRECTORY.isEmpty() ? Optional.empty() : Optional.of(Path.of(DIRECTORY, path));
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The description; empty when nobody says where it is. */
  static synchronized Optional<GitHubDescription> given() {
    if (read == null) {
      read =
          file("openapi/generated/api.github.com.json")
              .map(file -> new GitHubDescription(json(file)))
              .orElse(null);
    }
    return Optional.ofNullable(read);
  }

  /** Fails for a request that the description does not allow. */
  void check(Asked asked) {
    JsonNode operation = operation(asked.method(), asked.path());
    JsonNode template = parameters(operation);
    for (String pair : asked.query().isEmpty() ? new String[0] : asked.query().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      checkParameter(
          asked, template, parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    JsonNode content = operation.path("requestBody").path("content").path("application/json");
    if (asked.body().isEmpty()) {
      assertThat(content.isMissingNode() || !isBodyRequired(operation))
          .as("%s needs a body", asked)
          .isTrue();
    } else {
      assertThat(content.isMissingNode()).as("%s takes no body", asked).isFalse();
      assertThat(problems(content.path("schema"), asked.json())).as("%s", asked).isEmpty();
      assertThat(unknown(content.path("schema"), asked.json())).as("%s", asked).isEmpty();
    }
  }

  private static boolean isBodyRequired(JsonNode operation) {
    return operation.path("requestBody").path("required").asBoolean();
  }

  /** The examples of what is answered to an operation. */
  List<JsonNode> examples(String method, String path) {
    List<JsonNode> examples = new ArrayList<>();
    for (String status : List.of("200", "201")) {
      JsonNode content =
          resolved(operation(method, path).path("responses").path(status))
              .path("content")
              .path("application/json");
      content.path("examples").forEach(example -> examples.add(resolved(example).path("value")));
    }
    return examples;
  }

  /**
   * The operation whose path fits with the fewest variables.
   *
   * @param path real, or as it stands in the description
   */
  private JsonNode operation(String method, String path) {
    String verb = method.toLowerCase(Locale.ROOT);
    return root.path("paths").properties().stream()
        .filter(entry -> entry.getValue().has(verb))
        .filter(entry -> entry.getKey().equals(path) || fits(entry.getKey(), path))
        .min(Comparator.comparing(entry -> entry.getKey().chars().filter(c -> c == '{').count()))
        .map(entry -> entry.getValue().path(verb))
        .orElseThrow(() -> new AssertionError("GitHub knows no " + method + " " + path));
  }

  private static boolean fits(String template, String path) {
    return Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path);
  }

  /** All parameters of the query, by name. */
  private JsonNode parameters(JsonNode operation) {
    ObjectNode byName = JSON.createObjectNode();
    for (JsonNode each : operation.path("parameters")) {
      JsonNode parameter = resolved(each);
      if (parameter.path("in").asText().equals("query")) {
        byName.set(parameter.path("name").asText(), parameter.path("schema"));
      }
    }
    return byName;
  }

  private void checkParameter(Asked asked, JsonNode parameters, String name, String value) {
    assertThat(parameters.has(name)).as("%s: there is no parameter %s", asked, name).isTrue();
    JsonNode schema = parameters.path(name);
    JsonNode typed =
        schema.path("type").asText().equals("integer")
            ? JSON.getNodeFactory().numberNode(Long.parseLong(value))
            : JSON.getNodeFactory().textNode(value);
    assertThat(problems(schema, typed)).as("%s: %s", asked, name).isEmpty();
  }

  private List<String> problems(JsonNode schema, JsonNode document) {
    ObjectNode whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", root.path("components"));
    JsonSchema compiled = SCHEMAS.getSchema(whole);
    return compiled.validate(document).stream().map(Object::toString).toList();
  }

  /** What we send and GitHub would ignore without a word, at any depth. */
  private List<String> unknown(JsonNode schema, JsonNode document) {
    JsonNode known = resolved(schema);
    List<String> unknown = new ArrayList<>();
    if (document.isArray()) {
      document.forEach(each -> unknown.addAll(unknown(known.path("items"), each)));
    }
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      JsonNode property = known.path("properties").path(field.getKey());
      if (property.isMissingNode()) {
        unknown.add(field.getKey());
      } else {
        unknown.addAll(unknown(property, field.getValue()));
      }
    }
    return unknown;
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : root.at(reference.substring(1));
  }
}
