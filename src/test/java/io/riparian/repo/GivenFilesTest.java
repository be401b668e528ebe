package io.riparian.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GivenFilesTest {
  private final Map<String, byte[]> files = new TreeMap<>();

  private GivenFilesTest file(String path) {
    files.put(path, "a: 1\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Test
  void whatIsGivenIsListedWithTheIdsOfGit() {
    file("teams/payments/connectors/a.yaml").file("teams/payments/team.yaml");

    GivenFiles given = new GivenFiles(files, Map.of("teams/payments/link", EntryKind.SYMLINK));

    assertThat(given.entries())
        .extracting(entry -> entry.path() + " " + entry.kind())
        .containsExactly(
            "teams/payments/connectors/a.yaml FILE",
            "teams/payments/link SYMLINK",
            "teams/payments/team.yaml FILE");
    assertThat(given.entries().get(0).objectId())
        .isEqualTo("a8926a52d8dcba5c4386945476ab6a2ad008afd4");
  }

  @Test
  void aPathThatIsTooDeepHoldsItsDirectory() {
    file("teams/payments/" + "a/".repeat(1_000_000) + "x.yaml").file("teams/sales/team.yaml");

    assertThat(new GivenFiles(files, Map.of()).entries())
        .extracting(entry -> entry.path() + " " + entry.kind())
        .containsExactly(
            "teams/payments" + "/a".repeat(TreeListing.MAX_DEPTH - 1) + " OVERSIZED",
            "teams/sales/team.yaml FILE");
  }

  @Test
  void tooManyFilesHoldTheirUnit() {
    for (int i = 0; i <= TreeListing.MAX_ENTRIES_OF_A_UNIT; i++) {
      file("teams/payments/" + i + ".yaml");
    }
    file("teams/sales/team.yaml");

    assertThat(new GivenFiles(files, Map.of()).entries())
        .extracting(entry -> entry.path() + " " + entry.kind())
        .containsExactly("teams/payments OVERSIZED", "teams/sales/team.yaml FILE");
  }

  @Test
  void moreThanATreeMayHaveIsRefused() {
    for (int i = 0; i <= TreeListing.MAX_ENTRIES; i++) {
      file(i + ".yaml");
    }

    assertThatThrownBy(() -> new GivenFiles(files, Map.of()))
        .isInstanceOf(RepositoryUnreadableException.class);
  }
}
