package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Classes that give whoever may configure them the worker itself: its files, its shell, or code of
 * their own. They run only where a cluster allows them by their full name.
 */
final class DangerousClasses {
  private static final String CAMEL = "org\\.apache\\.camel\\.kafkaconnector\\.";

  private record Danger(Pattern classes, String why) {
    static Danger of(String classes, String why) {
      return new Danger(Pattern.compile(classes), why);
    }
  }

  private static final List<Danger> ALL =
      List.of(
          Danger.of(
              "(.*\\.)?FileStream(Source|Sink)(Connector)?",
              "it reads and writes any file of the worker"),
          Danger.of("(" + CAMEL + "exec.*|(.*\\.)?CamelExec.*)", "it runs commands on the worker"),
          Danger.of(
              "("
                  + CAMEL
                  + "(ssh|docker|kubernetes.*|openshift.*)\\..*"
                  + "|(.*\\.)?Camel(Ssh|Docker|Kubernetes|Openshift).*)",
              "it runs commands on other machines as the worker"),
          Danger.of(
              "("
                  + CAMEL
                  + "(file|filesource|filesink|filewatch.*|fileattach.*|bean|class|language|jcache|jt400|vm|log)\\..*"
                  + "|(.*\\.)?Camel(File|Bean|Class|Language)(?i:source|sink).*)",
              "it reads files of the worker, or runs any code in it"),
          Danger.of(
              "(io\\.debezium\\.transforms\\.Filter|(.*\\.)?ContentBasedRouter)",
              "it runs a script that stands in the configuration"),
          Danger.of(
              "(.*\\.)?(Groovy|JavaScript|Jsr223|Script|Scripted|Nashorn|Jython)[A-Za-z]*",
              "it runs a script that stands in the configuration"),
          Danger.of(
              "(.*\\.)?(JndiLoginModule|LdapLoginModule)",
              "it looks up and loads what another server names (CVE-2023-25194, CVE-2025-27818)"));

  /** What no connector needs an object of, and what begins a process or loads code. */
  private static final Pattern OF_THE_PLATFORM =
      Pattern.compile(
          "(javax?|jdk|sun|com\\.sun|groovy|javassist|org\\.(codehaus\\.groovy|springframework|mvel2|ognl))\\..*");

  /** What Camel's own connectors may be pointed at by an address alone, whatever their class. */
  private static final Pattern CAMEL_ADDRESS = Pattern.compile("camel\\.(source|sink)\\.url");

  private static final Pattern CAMEL_SCHEME =
      Pattern.compile(
          "(?i)\\s*(exec|ssh|docker|kubernetes[a-z-]*|openshift[a-z-]*|file|file-watch|bean|class|language|groovy"
              + "|script|vm|seda|direct|log|velocity|freemarker|mvel|ognl|xslt|jt400):");

  private DangerousClasses() {}

  static boolean isCamelEndpoint(String key, String value) {
    return CAMEL_ADDRESS.matcher(key).matches() && CAMEL_SCHEME.matcher(value).lookingAt();
  }

  /** Why it is dangerous that a value has an object of this class made, if it does and is. */
  static Optional<String> whyMade(ConnectorConfig config, String key, String className) {
    String value = config.get(key).orElse("");
    boolean made = value.contains("#class:" + className) || value.contains("#type:" + className);
    return made && OF_THE_PLATFORM.matcher(className).matches()
        ? Optional.of("an object of it can run any code in the worker")
        : Optional.empty();
  }

  /** Why a class is dangerous, if it is. */
  static Optional<String> why(String className) {
    return ALL.stream()
        .filter(danger -> danger.classes().matcher(className).matches())
        .map(Danger::why)
        .findFirst();
  }
}
