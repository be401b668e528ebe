package io.riparian.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.riparian.manifest.JsonSchema;
import io.riparian.manifest.KindSchema;
import io.riparian.manifest.PluginSchema;
import io.riparian.report.ConfigDefReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code riparian schema}: what an editor needs to know of our files. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints JSON Schemas (draft-07) for editors.",
      "Without --cluster: of our kinds, offline. With it: of a Connector there, with the keys of",
      "every installed class, which the daemon asks a worker for."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed or written",
      "1:no daemon, a cluster that does not answer, a directory that cannot be written",
      "64:wrong usage"
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "Connector, Cluster, Grant, Group or Team; left out: one schema for all of them.")
  private @Nullable String kind;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description = "Write <kind>.schema.json files there; without KIND all of them.")
  private @Nullable Path directory;

  @Option(names = "--cluster", paramLabel = "NAME", description = "The cluster with the plugins.")
  private @Nullable String cluster;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Only this connector, by its class or alias (with --cluster).")
  private @Nullable String className;

  @Option(
      names = "--team",
      paramLabel = "TEAM",
      description = "Keys that this team's defaults set are not required (with --cluster).")
  private String team = "";

  @Mixin private Server server = new Server();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Map<String, JsonSchema> schemas = cluster == null ? ofKinds() : ofPlugins(cluster);
    if (directory == null) {
      schemas.values().forEach(schema -> spec.commandLine().getOut().println(json(schema)));
      spec.commandLine().getOut().flush();
    } else {
      write(directory, schemas);
    }
    return ExitCode.DONE;
  }

  private Map<String, JsonSchema> ofKinds() {
    if (className != null || !team.isEmpty()) {
      throw wrong("--class and --team need --cluster");
    }
    Map<String, JsonSchema> schemas = new LinkedHashMap<>();
    if (kind != null) {
      schemas.put(file(kind), kind(kind));
      return schemas;
    }
    schemas.put("riparian.schema.json", KindSchema.ofAll());
    if (directory != null) {
      KindSchema.kinds().forEach(each -> schemas.put(file(each), kind(each)));
    }
    return schemas;
  }

  private JsonSchema kind(String word) {
    return KindSchema.of(word)
        .orElseThrow(
            () ->
                wrong(
                    "there is no schema of a "
                        + word
                        + "; KIND is one of "
                        + String.join(", ", KindSchema.kinds())));
  }

  private static String file(String name) {
    return name.toLowerCase(Locale.ROOT) + ".schema.json";
  }

  private Map<String, JsonSchema> ofPlugins(String asked) {
    if (kind != null && !kind.equals("Connector")) {
      throw wrong("with --cluster there is a schema of Connectors only");
    }
    ConfigDefs defs = new ConfigDefs(server, asked, team);
    List<ConfigDefReport> found =
        className == null ? defs.ofConnectors() : List.of(defs.of(className));
    if (found.isEmpty()) {
      throw new Undecided("the cluster " + asked + " has no connector installed");
    }
    PluginSchema schema =
        new PluginSchema(
            asked,
            found.get(0).inherited(),
            found.stream().map(ConfigDefReport::definition).toList());
    return Map.of(file("connector-" + asked), schema.schema());
  }

  private static void write(Path directory, Map<String, JsonSchema> schemas) {
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, JsonSchema> schema : schemas.entrySet()) {
        Files.writeString(directory.resolve(schema.getKey()), json(schema.getValue()) + "\n");
      }
    } catch (IOException unwritable) {
      throw new Undecided("the directory " + directory + " cannot be written", unwritable);
    }
  }

  private static String json(JsonSchema schema) {
    try {
      return Server.json().writerWithDefaultPrettyPrinter().writeValueAsString(schema.keywords());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a schema is made of plain values", impossible);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
