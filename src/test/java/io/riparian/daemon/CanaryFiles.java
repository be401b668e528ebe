package io.riparian.daemon;

import static io.riparian.daemon.Manifest.connector;

/** Files with canaries in them: of each format, good ones, and broken ones of each kind. */
final class CanaryFiles {
  static final String PASSWORD = "database.password";

  private static final String CONNECTORS = "teams/payments/connectors/";
  private static final String JSON =
      "{\"name\": \"payments-json\", \"config\": {\"connector.class\": \""
          + Manifest.FILE_SOURCE
          + "\", \"database.password\": \"%s\"%s";
  private static final String PROPERTIES =
      "name=payments-properties\nconnector.class="
          + Manifest.FILE_SOURCE
          + "\ndatabase.password=%s\n";

  private CanaryFiles() {}

  static Manifest holding(String name, Canary canary) {
    return connector(name).with(PASSWORD, canary.text());
  }

  /** A cluster whose defaults and variables hold canaries too. */
  static String cluster(String name, String url, String drift) {
    return """
        apiVersion: riparian/v1
        kind: Cluster
        metadata: {name: %s}
        spec:
          urls: ["%s"]
          credential: worker
          classes: {allow: [org.apache.kafka.connect.file.FileStreamSourceConnector]}
          mounts: [/]
          defaults: {config: {producer.override.sasl.password: %s}}
          variables: {password: {value: %s}}
          tenancy: {teams: [payments]}
          mode: manage
          drift: %s
        """
        .formatted(name, url, Canary.DEFAULT.text(), Canary.VARIABLE.text(), drift);
  }

  /** All but the clusters. */
  static void addTo(TestRepository git) {
    git.put("CODEOWNERS", "* @acme/platform\n");
    Manifest variable = connector("payments-variable").with(PASSWORD, "${var:password}");
    git.put(CONNECTORS + "variable.yaml", variable.yaml());
    git.put(CONNECTORS + "shared/good.json", JSON.formatted(Canary.JSON.text(), "}}"));
    git.put(CONNECTORS + "shared/good.properties", PROPERTIES.formatted(Canary.PROPERTIES.text()));
    addBroken(git);
  }

  private static void addBroken(TestRepository git) {
    String good = connector("payments-wrong").yaml();
    String begun = good.substring(0, good.indexOf("  config:"));
    String password = "    " + PASSWORD + ": ";
    git.put(CONNECTORS + "syntax.yaml", good + password + '"' + Canary.BROKEN_YAML.text());
    git.put(CONNECTORS + "type.yaml", good + password + "[" + Canary.WRONG_TYPE.text() + "]\n");
    git.put(CONNECTORS + "place.yaml", begun + "  config: " + Canary.WRONG_PLACE.text() + "\n");
    git.put(
        CONNECTORS + "field.yaml",
        begun + "  databasePassword: " + Canary.UNKNOWN_FIELD.text() + "\n");
    git.put(CONNECTORS + "shared/bad.json", JSON.formatted(Canary.BROKEN_JSON.text(), ", nope"));
    git.put(
        CONNECTORS + "shared/bad.properties",
        PROPERTIES.formatted(Canary.BROKEN_PROPERTIES.text() + "\\u12"));
  }
}
