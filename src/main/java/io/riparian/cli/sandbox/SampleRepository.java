package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.URIish;

/**
 * The sandbox's Git repository: a bare one, which the daemon reads, and a working copy, in which
 * the newcomer edits and from which plain {@code git push} works.
 *
 * @param bare the daemon's {@code riparian.repository.url}, as a directory
 * @param workingCopy on branch {@value #BRANCH}, clean
 */
record SampleRepository(Path bare, Path workingCopy) {
  static final String BRANCH = "main";

  private static final String NAME = "sample-repo";
  private static final PersonIdent AUTHOR =
      new PersonIdent("Acme Streaming Platform", "platform@acme.example");

  /**
   * The sample's own directory: in the working directory, or beside or inside the build directory.
   *
   * @throws SandboxException that names where it was looked for
   */
  static Path locate(Optional<Path> given, SandboxRuntime runtime) {
    Path buildDirectory = runtime.lib().resolve("../..").normalize();
    List<Path> places =
        given.isPresent()
            ? List.of(given.get().toAbsolutePath())
            : List.of(
                Path.of(NAME).toAbsolutePath(),
                buildDirectory.resolveSibling(NAME),
                buildDirectory.resolve(NAME));
    return places.stream()
        .filter(place -> Files.isDirectory(place.resolve("platform")))
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "no configuration to start from: looked for a directory with platform/ in it at "
                        + String.join(", ", places.stream().map(Path::toString).toList())
                        + "; name one with --sample"));
  }

  /**
   * Makes both repositories below {@code directory}.
   *
   * @param sample copied, without what begins with a dot
   * @param replacements what the sample's files say, and what they are to say here
   */
  static SampleRepository seed(Path sample, Path directory, Map<String, String> replacements) {
    SampleRepository repository =
        new SampleRepository(directory.resolve("connectors.git"), directory.resolve("connectors"));
    try (Git copy =
        Git.init().setInitialBranch(BRANCH).setDirectory(repository.workingCopy.toFile()).call()) {
      Git.init()
          .setBare(true)
          .setInitialBranch(BRANCH)
          .setDirectory(repository.bare.toFile())
          .call()
          .close();
      copy(sample, repository.workingCopy, replacements);
      copy.add().addFilepattern(".").call();
      // Nothing of the newcomer's own Git settings: no signing, no hooks.
      copy.commit()
          .setAuthor(AUTHOR)
          .setCommitter(AUTHOR)
          .setSign(false)
          .setNoVerify(true)
          .setMessage("Our connectors, as they run today")
          .call();
      copy.remoteAdd().setName("origin").setUri(new URIish(repository.url())).call();
      copy.push().setRemote("origin").add(BRANCH).call();
      letPlainGitWork(copy);
      return repository;
    } catch (IOException | GitAPIException | URISyntaxException failed) {
      throw new SandboxException("cannot make the Git repository: " + failed.getMessage(), failed);
    }
  }

  private static void copy(Path from, Path to, Map<String, String> replacements)
      throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = from.relativize(file);
        if (Stream.iterate(relative, Path::getParent)
            .limit(relative.getNameCount())
            .anyMatch(part -> part.getFileName().toString().startsWith("."))) {
          continue;
        }
        Path target = to.resolve(relative);
        Files.createDirectories(target.getParent());
        Files.writeString(target, replaced(Files.readString(file), replacements));
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /** In one pass: what was put in is not replaced again. */
  private static String replaced(String text, Map<String, String> replacements) {
    Pattern any =
        Pattern.compile(
            replacements.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
    return any.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(replacements.getOrDefault(found.group(), found.group())));
  }

  /** {@code git commit} needs a name, {@code git push} a branch to push to. */
  private static void letPlainGitWork(Git copy) throws IOException {
    StoredConfig config = copy.getRepository().getConfig();
    config.setString("branch", BRANCH, "remote", "origin");
    config.setString("branch", BRANCH, "merge", "refs/heads/" + BRANCH);
    config.setString("user", null, "name", "Newcomer");
    config.setString("user", null, "email", "newcomer@acme.example");
    config.setString("commit", null, "gpgSign", "false");
    config.save();
  }

  /** The commit that it begins with. */
  String head() {
    try (Git copy = Git.open(workingCopy.toFile())) {
      return copy.getRepository().resolve(BRANCH).name();
    } catch (IOException failed) {
      throw new SandboxException("cannot read the Git repository: " + failed.getMessage(), failed);
    }
  }

  /** From now on {@code git commit} signs with this key, unless it is told another. */
  void signWith(Path key) {
    try (Git copy = Git.open(workingCopy.toFile())) {
      StoredConfig config = copy.getRepository().getConfig();
      config.setString("gpg", null, "format", "ssh");
      config.setString("user", null, "signingKey", key.toString());
      config.setString("commit", null, "gpgSign", "true");
      config.save();
    } catch (IOException failed) {
      throw new SandboxException(
          "cannot set the Git repository up: " + failed.getMessage(), failed);
    }
  }

  String url() {
    return bare.toUri().toString().replaceFirst("^file:/+", "file:///").replaceFirst("/$", "");
  }
}
