package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.YAML_SYNTAX;

/**
 * The way from bytes to what they declare. Whatever the bytes are, the answer is a file with
 * diagnostics and never an exception.
 */
public final class ManifestParser {
  /** What is said of a mistake that no reader of ours foresaw. */
  static final String UNFORESEEN = "the file cannot be read";

  private ManifestParser() {}

  /**
   * Reads one file.
   *
   * @param path one of {@link Layout#files}
   * @throws IllegalArgumentException when the path is none that we manage
   */
  public static ParsedFile parse(String path, byte[] bytes) {
    Place place =
        Place.of(path)
            .orElseThrow(() -> new IllegalArgumentException("not a managed path: " + path));
    Findings findings = new Findings(path);
    FileReading reading = new FileReading(place, findings);
    try {
      reading.read(bytes);
    } catch (RuntimeException | StackOverflowError unforeseen) {
      reading.giveUp();
      findings.report(YAML_SYNTAX, findings.file(), UNFORESEEN, "Write it more plainly.");
    }
    return reading.result(bytes);
  }
}
