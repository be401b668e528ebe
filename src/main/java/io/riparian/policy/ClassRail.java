package io.riparian.policy;

import static io.riparian.policy.PolicyRule.CLASS;

import io.riparian.model.ClusterRails;
import io.riparian.model.Glob;
import io.riparian.model.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * P-09: who may choose a class may run code. What a cluster denies is refused, then what is known
 * to be dangerous, then what cluster and grant do not list, where they list any. What comes with
 * Kafka Connect itself needs no listing.
 */
final class ClassRail implements GuardRail {
  /** Converters, transforms and predicates of Kafka Connect: they touch nothing but records. */
  private static final Pattern OF_CONNECT =
      Pattern.compile(
          "org\\.apache\\.kafka\\.connect\\.(converters|json|storage|transforms)\\.[A-Za-z0-9_.$]+");

  private static final List<String> KINDS =
      List.of("", "Connector", "Converter", "HeaderConverter", "Transformation", "Predicate");

  private final LoadedClasses loaded = new LoadedClasses();

  @Override
  public void check(Subject subject, Consumer<Finding> found) {
    loaded
        .of(subject.config())
        .forEach(
            (key, classes) ->
                classes.forEach(
                    one ->
                        (one.contains(References.HIDDEN)
                                ? Optional.of(Finding.unseen(CLASS, key))
                                : why(subject, key, one).map(why -> finding(key, why)))
                            .ifPresent(found)));
    subject
        .config()
        .entries()
        .forEach(
            (key, value) -> {
              if (DangerousClasses.isCamelEndpoint(key, value)) {
                found.accept(
                    Finding.of(
                        CLASS,
                        key,
                        "`"
                            + key
                            + "` is an endpoint that runs code or commands, or reads files of the worker",
                        "Use the connector class of what is meant; the platform team can except this one in platform/policy.yaml."));
              }
            });
  }

  private record Why(String message, String hint) {}

  private static Finding finding(String key, Why why) {
    return Finding.of(CLASS, key, why.message(), why.hint());
  }

  private Optional<Why> why(Subject subject, String key, String name) {
    ClusterRails rails = subject.cluster().rails();
    String cluster = subject.cluster().name();
    if (isDenied(rails, name)) {
      return Optional.of(
          new Why(
              "cluster `" + cluster + "` denies " + Quoted.value(name),
              "Write its full name if it is a short one; else use another, or ask the platform team."));
    }
    Optional<String> danger =
        loaded.danger(name).or(() -> DangerousClasses.whyMade(subject.config(), key, name));
    if (danger.isPresent() && !isAllowedByName(rails, name)) {
      return Optional.of(
          new Why(
              Quoted.value(name) + " is dangerous: " + danger.get(),
              "The platform team can list exactly this class under `classes.allow` of the cluster."));
    }
    if (OF_CONNECT.matcher(name).matches()) {
      return Optional.empty();
    }
    if (rails.allowedClasses().filter(all -> !isListed(all, name)).isPresent()) {
      return Optional.of(
          new Why(
              "cluster `" + cluster + "` does not allow " + Quoted.value(name),
              "Write its full name if it is a short one; else ask the platform team."));
    }
    if (subject.grant().rails().classes().filter(all -> !isListed(all, name)).isPresent()) {
      return Optional.of(
          new Why(
              Quoted.value(name) + " is not granted to team `" + subject.team() + "`",
              "Ask the platform team to list it in the team's grant."));
    }
    return Optional.empty();
  }

  private static boolean isListed(List<Glob> classes, String name) {
    return classes.stream()
        .anyMatch(glob -> glob.matches(name) || isShortFor(glob.pattern(), name));
  }

  /** Connect takes a class by its simple name too, with or without what it is at its end. */
  private static boolean isShortFor(String pattern, String name) {
    String simple = pattern.substring(pattern.lastIndexOf('.') + 1);
    return name.indexOf('.') < 0
        && simple.indexOf('*') < 0
        && KINDS.stream().anyMatch(kind -> simple.equals(name + kind));
  }

  /** Where whole packages are denied, nobody can tell whether a simple name stands in one. */
  private static boolean isDenied(ClusterRails rails, String name) {
    return isListed(rails.deniedClasses(), name)
        || (name.indexOf('.') < 0
            && rails.deniedClasses().stream()
                .map(Glob::pattern)
                .map(pattern -> new Glob(pattern.substring(pattern.lastIndexOf('.') + 1)))
                .anyMatch(simple -> KINDS.stream().anyMatch(kind -> simple.matches(name + kind))));
  }

  private static boolean isAllowedByName(ClusterRails rails, String name) {
    return rails.allowedClasses().orElse(List.of()).stream()
        .anyMatch(glob -> glob.pattern().equals(name) || isShortFor(glob.pattern(), name));
  }
}
