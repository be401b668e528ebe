package io.riparian;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toMap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Holds the package map of the house: who may see whom, and what a pure package may ask of Java.
 */
class PackageMapTest {
  /** Each package, and the packages of ours that it may see. A package missing here is an error. */
  private static final Map<String, Set<String>> MAP =
      """
      app       : reconcile repo forge connect ledger notify report generate plan health policy ownership manifest model
      cli       : reconcile repo forge connect ledger notify report generate plan health policy ownership manifest model
      reconcile : repo forge connect ledger notify report generate plan health policy ownership manifest model
      repo      : model
      forge     : model
      connect   : model
      ledger    : plan model
      notify    : model
      report    : plan health policy ownership manifest model
      generate  : model
      plan      : policy ownership model
      health    : model
      policy    : model
      ownership : model
      manifest  : model
      model     :
      """
          .lines()
          .map(row -> row.split(":", -1))
          .collect(toMap(row -> row[0].strip(), row -> Set.of(row[1].strip().split(" +"))));

  private static final Set<String> PURE =
      Set.of("report", "generate", "plan", "health", "policy", "ownership", "manifest", "model");

  /** What a pure package may use besides the JDK, our own packages and the null annotations. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "manifest", List.of("org.yaml.snakeyaml", "com.fasterxml.jackson", "com.google.re2j"),
          "health", List.of("com.google.re2j"),
          "policy", List.of("dev.cel"));

  private static final List<String> WORLDLY_PACKAGES =
      List.of("java.io", "java.net", "java.nio.channels", "java.nio.file", "java.util.logging");

  private static final Set<String> WORLDLY_CLASSES =
      Set.of(
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.System$Logger",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Date",
          "java.util.Random",
          "java.util.Scanner",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.concurrent.ThreadLocalRandom");

  /** They stand in a worldly package, and are mere values; a parser of text throws the first. */
  private static final Set<String> HARMLESS_CLASSES =
      Set.of("java.io.IOException", "java.net.URI", "java.net.URISyntaxException");

  private static final Set<String> WORLDLY_MEMBERS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.err",
          "java.lang.System.getLogger",
          "java.lang.System.getProperties",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.in",
          "java.lang.System.nanoTime",
          "java.lang.System.out",
          "java.lang.Thread.sleep",
          "java.util.UUID.randomUUID");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.riparian");

  @Test
  void everyPackageSeesOnlyThoseTheMapShowsIt() {
    classes()
        .that(are("in a package of the map", PackageMapTest::isMapped))
        .should(keepToTheMap())
        .check(OURS);
  }

  @Test
  void everyPackageStandsOnTheMap() {
    classes()
        .should(
            be(
                "in the root package or in one of " + MAP.keySet(),
                type -> unit(type).isEmpty() || isMapped(type)))
        .check(OURS);
  }

  @Test
  void packagesAreNamedAfterWhatTheyHoldAndNotAfterALayer() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..impl..", "..service..", "..dto..")
        .check(OURS);
  }

  @Test
  void classesAreNamedAfterWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Service|Helper|Processor|Handler|Impl|Utils?)")
        .check(OURS);
  }

  @Test
  void purePackagesUseOnlyTheJdkAndTheirParsers() {
    noClasses()
        .that(are("in a pure package", PackageMapTest::isPure))
        .should(dependOnLibraries())
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void purePackagesAskNothingOfTheWorld() {
    noClasses()
        .that(are("in a pure package", PackageMapTest::isPure))
        .should()
        .dependOnClassesThat(describe("reach the world", PackageMapTest::isWorldly))
        .orShould()
        .accessTargetWhere(describe("the world is asked", PackageMapTest::asksTheWorld))
        .check(OURS);
  }

  /** The part of our package name after the root; empty for the root itself. */
  private static String unit(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 2 ? parts[2] : "";
  }

  private static boolean isOurs(JavaClass type) {
    return isIn(type.getPackageName(), "io.riparian");
  }

  private static boolean isMapped(JavaClass type) {
    return MAP.containsKey(unit(type));
  }

  private static boolean isPure(JavaClass type) {
    return PURE.contains(unit(type));
  }

  private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> predicate) {
    return describe(what, predicate);
  }

  private static ArchCondition<JavaClass> be(String what, Predicate<JavaClass> predicate) {
    return ArchCondition.from(describe(what, predicate));
  }

  private static ArchCondition<JavaClass> keepToTheMap() {
    return new ArchCondition<>("keep to the map") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(seen -> isOurs(seen.getTargetClass().getBaseComponentType()))
            .filter(seen -> !maySee(unit(type), unit(seen.getTargetClass().getBaseComponentType())))
            .forEach(
                seen ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, unit(type) + " may not see it: " + seen.getDescription())));
      }
    };
  }

  /** Nobody sees the root, which sees everybody. */
  private static boolean maySee(String unit, String other) {
    return unit.equals(other)
        || (!other.isEmpty() && MAP.getOrDefault(unit, Set.of()).contains(other));
  }

  private static ArchCondition<JavaClass> dependOnLibraries() {
    return new ArchCondition<>("depend on a library") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(seen -> isLibrary(unit(type), seen.getTargetClass().getBaseComponentType()))
            .forEach(
                seen -> events.add(SimpleConditionEvent.satisfied(type, seen.getDescription())));
      }
    };
  }

  private static boolean isLibrary(String unit, JavaClass type) {
    String from = type.getPackageName();
    return !type.isPrimitive()
        && !isOurs(type)
        && !isIn(from, "java")
        && !isIn(from, "javax.crypto")
        && !isIn(from, "org.jspecify.annotations")
        && LIBRARIES.getOrDefault(unit, List.of()).stream().noneMatch(mine -> isIn(from, mine));
  }

  private static boolean isWorldly(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return WORLDLY_CLASSES.contains(element.getName())
        || (!HARMLESS_CLASSES.contains(element.getName())
            && WORLDLY_PACKAGES.stream().anyMatch(name -> isIn(element.getPackageName(), name)));
  }

  private static boolean asksTheWorld(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return WORLDLY_MEMBERS.contains(owner.getName() + "." + access.getName())
        || (owner.getPackageName().startsWith("java.time") && access.getName().equals("now"));
  }

  /** Whether package {@code from} is {@code root} or lies below it. */
  private static boolean isIn(String from, String root) {
    return from.equals(root) || from.startsWith(root + ".");
  }
}
