package io.riparian.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Somebody else's JSON Schema validator, asked what an editor would ask it. */
public final class SchemaCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final com.networknt.schema.JsonSchema schema;

  private SchemaCheck(JsonNode schema) {
    this.schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
  }

  /** A schema as it is printed; one that is no JSON Schema itself fails the test. */
  public static SchemaCheck of(JsonNode schema) {
    List<String> wrong =
        messages(
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(com.networknt.schema.SchemaLocation.of(JsonSchema.DRAFT))
                .validate(schema));
    if (!wrong.isEmpty()) {
      throw new AssertionError("no JSON Schema of draft-07: " + wrong);
    }
    return new SchemaCheck(schema);
  }

  public static SchemaCheck of(JsonSchema schema) {
    return of(JSON.<JsonNode>valueToTree(schema.keywords()));
  }

  /** What is wrong with a document, or nothing. */
  public List<String> problems(JsonNode document) {
    return messages(schema.validate(document));
  }

  /** What is wrong with the only document in this text. */
  public List<String> problems(String yaml) {
    return problems(documents(yaml).get(0));
  }

  private static List<String> messages(Iterable<ValidationMessage> found) {
    List<String> messages = new ArrayList<>();
    found.forEach(message -> messages.add(message.getMessage()));
    return messages;
  }

  /** The documents of a file, as an editor reads them: by the rules of YAML 1.2. */
  public static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    Yaml parser =
        new Yaml(
            new SafeConstructor(new LoaderOptions()),
            new Representer(new DumperOptions()),
            new DumperOptions(),
            new LoaderOptions(),
            new Core());
    parser.loadAll(yaml).forEach(document -> documents.add(JSON.valueToTree(document)));
    return documents;
  }

  /** What YAML 1.2 takes for something else than text. */
  private static final class Core extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT, Pattern.compile("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?"), "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
      addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
    }
  }
}
