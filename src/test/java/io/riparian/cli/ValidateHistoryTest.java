package io.riparian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code riparian validate --history}: secrets that Git remembers. */
class ValidateHistoryTest {
  private static final String FILE = "teams/orders/connectors/web.json";

  private Path directory;
  private Git git;

  @BeforeEach
  void begin(@TempDir Path temporary) throws GitAPIException, IOException {
    directory = temporary;
    git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call();
    Files.createDirectories(directory.resolve("platform"));
  }

  @AfterEach
  void end() {
    git.close();
  }

  private String commit(String path, String text) throws IOException, GitAPIException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.add().addFilepattern(".").call();
    return git.commit().setSign(false).setAuthor("a", "a@b").setMessage("m").call().name();
  }

  private static String config(String key, String value) {
    return "{\"connector.class\": \"A\", \"%s\": \"%s\"}".formatted(key, value);
  }

  private static Riparian validate(Path path) {
    return Riparian.run("validate", "--history", path);
  }

  @Test
  void whatWasTakenOutIsStillThere() throws IOException, GitAPIException {
    commit(FILE, config("db.user", "u"));
    String first = commit(FILE, config("db.password", "one that was"));
    commit(FILE, config("db.password", "one that was").replace("A", "B"));
    String second = commit(FILE, config("db.password", "another"));
    commit(FILE, config("db.password", "${vault:orders:db}"));

    Riparian run = validate(directory);

    assertThat(run.out())
        .containsOnlyOnce("`db.password` holds a secret itself since commit " + first)
        .containsOnlyOnce("`db.password` holds a secret itself since commit " + second)
        .contains("[SEC-7]")
        .doesNotContain("one that was", "another");
    assertThat(Riparian.run("validate", directory).out()).doesNotContain("SEC-7");
  }

  @Test
  void aFileThatIsGoneCountsToo() throws IOException, GitAPIException {
    String first = commit(FILE, config("db.password", "one that was"));
    git.rm().addFilepattern(FILE).call();
    commit("teams/orders/README.md", "gone");

    assertThat(validate(directory).out()).contains(FILE, first);
  }

  @Test
  void onlyThePlacesAskedForAreLookedAt() throws IOException, GitAPIException {
    commit(FILE, config("db.password", "one that was"));
    commit("teams/search/connectors/x.json", config("api.key", "one that was"));
    commit("docs/x.json", config("api.key", "one that was"));

    assertThat(validate(directory.resolve("teams/search")).out())
        .contains("teams/search/connectors/x.json", "`api.key`")
        .doesNotContain(FILE);
    assertThat(validate(directory).out()).contains(FILE).doesNotContain("docs/x.json");
  }

  @Test
  void aRepositoryBelowTheTopOfAnotherIsLookedAtAlone() throws IOException, GitAPIException {
    Path below = Files.createDirectories(directory.resolve("config"));
    Files.createDirectories(below.resolve("platform"));
    commit("config/" + FILE, config("db.password", "one that was"));
    commit("teams/search/connectors/x.json", config("api.key", "one that was"));

    assertThat(validate(below).out()).contains(FILE).doesNotContain("config/", "`api.key`");
  }

  @Test
  void whatAMergeBringsIsToldOfTheCommitThatMadeIt() throws IOException, GitAPIException {
    commit("platform/README.md", "x");
    git.checkout().setCreateBranch(true).setName("side").call();
    String made = commit(FILE, config("db.password", "one that was"));
    git.checkout().setName("main").call();
    commit("platform/README.md", "y");
    git.merge().include(git.getRepository().resolve("side")).setMessage("merged").call();

    assertThat(validate(directory).out())
        .containsOnlyOnce("holds a secret itself since commit " + made);
  }

  @Test
  void aPartOfTheHistorySaysNothing(@TempDir Path clone) throws IOException, GitAPIException {
    commit(FILE, config("db.password", "one that was"));
    commit(FILE, config("db.password", "${vault:orders:db}"));
    Git.cloneRepository()
        .setURI(directory.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    Files.createDirectories(clone.resolve("platform"));

    Riparian run = validate(clone);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("only a part of the history", "git fetch --unshallow");
  }

  @Test
  void withoutGitThereIsNoHistory(@TempDir Path without) throws IOException {
    Files.createDirectories(without.resolve("platform"));
    Files.createDirectories(without.resolve("teams"));

    Riparian run = validate(without);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("is in no Git repository");
  }

  @Test
  void looseFilesHaveNone(@TempDir Path elsewhere) throws IOException {
    Riparian run = validate(Files.writeString(elsewhere.resolve("x.json"), config("a", "b")));

    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).contains("--history needs a configuration repository");
  }
}
