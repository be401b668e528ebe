package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.EMPTY_FILE;
import static io.riparian.manifest.ManifestRule.ENCODING;
import static io.riparian.manifest.ManifestRule.FILE_TOO_LARGE;
import static io.riparian.manifest.ManifestRule.NOT_A_FILE;

import io.riparian.model.Location;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text in a file's bytes. It is UTF-8 or it is refused: nobody guesses an encoding, because a
 * wrong guess is a wrong connector.
 */
final class SourceText {
  private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final int MOST_WORDS = 20_000;

  private SourceText() {}

  static Optional<String> decode(String path, byte[] bytes, Findings findings) {
    if (bytes.length > Layout.LARGEST_FILE) {
      tooLarge(bytes.length, findings);
      return Optional.empty();
    }
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, decoded, true);
    if (result.isError()) {
      findings.report(
          ENCODING,
          position(path, decoded.flip().toString()),
          "this is not UTF-8",
          "Save the file as UTF-8.");
      return Optional.empty();
    }
    return clean(path, decoded.flip().toString(), findings);
  }

  static void tooLarge(long size, Findings findings) {
    findings.report(
        FILE_TOO_LARGE,
        findings.file(),
        "the file has " + size + " bytes; the most is " + Layout.LARGEST_FILE,
        "Split it: one connector per file.");
  }

  private static Optional<String> clean(String path, String decoded, Findings findings) {
    String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      findings.report(
          ENCODING,
          position(path, text.substring(0, nul)),
          "there is a NUL character",
          "Save the file as UTF-8 text.");
      return Optional.empty();
    }
    if (text.startsWith(LFS_POINTER)) {
      findings.report(
          NOT_A_FILE,
          findings.file(),
          "this is a Git LFS pointer, not the file",
          "Take the path out of .gitattributes and commit the file itself.");
      return Optional.empty();
    }
    if (text.isBlank()) {
      findings.report(
          EMPTY_FILE,
          findings.file(),
          "the file is empty",
          "To remove what it declared, delete the file.");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The place right after this beginning of the file. */
  static Location position(String path, String before) {
    String[] lines = before.split("\r\n|\r|\n", -1);
    String last = lines[lines.length - 1];
    return new Location(path, lines.length, last.codePointCount(0, last.length()) + 1);
  }

  /**
   * Every word in the bytes that could be a connector's name, whatever the encoding; nothing when
   * there are too many to tell. It is how a file that is no YAML still protects what it declared.
   */
  static Optional<Set<String>> words(byte[] bytes) {
    if (bytes.length > Layout.LARGEST_FILE) {
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
    if (text.startsWith(LFS_POINTER)) {
      return Optional.empty();
    }
    Set<String> words = new TreeSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      if (words.size() == MOST_WORDS) {
        return Optional.empty();
      }
      words.add(matcher.group());
    }
    return Optional.of(words);
  }
}
