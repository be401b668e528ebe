package io.riparian.manifest;

import io.riparian.model.Declarations;
import io.riparian.model.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One execution of the fuzzing: bytes in, and the promises of the parser checked. The first byte
 * picks the path, and so the format; the rest is the file. The long run finds this class by its
 * name and by that of its method.
 */
public final class FuzzTarget {
  /** The paths, one for each reader. */
  static final List<String> PATHS =
      List.of(
          "teams/payments/connectors/shared/fuzzed.yaml",
          "teams/payments/connectors/shared/fuzzed.json",
          "teams/payments/connectors/shared/fuzzed.properties",
          "teams/payments/connectors/strimzi.yml",
          "teams/logistics/team.yaml",
          "platform/clusters/other.yaml",
          "platform/teams/logistics.yaml",
          "platform/anything/else.yaml",
          "platform/groups/logistics.yaml");

  private static final SmallRepository AROUND =
      SmallRepository.oneTeam()
          .file(
              "teams/payments/team.yaml",
              "apiVersion: riparian/v1",
              "kind: Team",
              "spec:",
              "  defaults: {cluster: shared, config: {inherited: 'yes'}}",
              "  variables: {host: db.example.org}");

  private static final List<ParsedFile> READ =
      AROUND.layout().files().stream()
          .map(path -> ManifestParser.parse(path, AROUND.bytesOf(path)))
          .toList();

  private FuzzTarget() {}

  /** Loads what an execution needs, so that none of them is slow because it was the first. */
  public static void fuzzerInitialize() {
    for (int place = 0; place < PATHS.size(); place++) {
      fuzzerTestOneInput(new byte[] {(byte) (place - PATHS.size()), 'a', ':', ' ', '"', 'b', '"'});
      fuzzerTestOneInput(new byte[] {(byte) (place - PATHS.size()), '"', '\\', 'u'});
    }
  }

  /**
   * Reads and resolves one file.
   *
   * @throws AssertionError when a promise is broken; anything else thrown is one too
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String path = PATHS.get(Math.floorMod(input[0] - '0', PATHS.size()));
    ParsedFile parsed = ManifestParser.parse(path, Arrays.copyOfRange(input, 1, input.length));
    for (Diagnostic found : parsed.diagnostics()) {
      promise(found.at().file().equals(path), "a finding is in the file that was read");
      promise(found.at().line() >= 0 && found.at().column() >= 0, "a place is one");
      promise(!found.hint().isEmpty() && !found.message().isEmpty(), "a finding says what to do");
      promise(!found.message().equals(ManifestParser.UNFORESEEN), "every mistake was foreseen");
    }
    if (parsed.isBroken()) {
      promise(parsed.contents().connectors().isEmpty(), "a broken file declares no connector");
      promise(parsed.contents().clusters().isEmpty(), "a broken file declares no cluster");
      promise(parsed.contents().groups().isEmpty(), "a broken file declares no group");
    }
    // Of a broken file only its name is left to be resolved, so that need not be tried each time.
    if (!parsed.isBroken() || input[0] < 0) {
      promise(
          resolve(parsed).broken().containsKey(path) == parsed.isBroken(),
          "a file is broken when there is an error in it");
    }
  }

  private static Declarations resolve(ParsedFile parsed) {
    Layout layout =
        Layout.of(
            Stream.concat(READ.stream().map(ParsedFile::path), Stream.of(parsed.path()))
                .map(path -> new PathEntry(path, PathEntry.Kind.FILE))
                .toList(),
            Map.of());
    Set<String> read = layout.files();
    return Resolver.resolve(
        layout,
        Stream.concat(READ.stream(), Stream.of(parsed))
            .filter(file -> read.contains(file.path()))
            .toList());
  }

  private static void promise(boolean kept, String what) {
    if (!kept) {
      throw new AssertionError("broken promise: " + what);
    }
  }
}
