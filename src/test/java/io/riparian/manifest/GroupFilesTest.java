package io.riparian.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupFilesTest {
  private final List<ParsedFile> files = new ArrayList<>();

  @Test
  void namesAreToldInLowerCase() {
    group("payments", "@Acme/Payments", "'@Alice', Anna@Example.org");
    group("nobody", "@acme/nobody", "");

    assertThat(GroupFiles.read(files))
        .isEqualTo(
            Map.of(
                "@acme/payments", Set.of("@alice", "anna@example.org"), "@acme/nobody", Set.of()));
  }

  @Test
  void aGroupWhoseFileIsBrokenIsUnknownAndTheOthersAreNot() {
    group("payments", "@acme/payments", "'@alice', '@acme/orders'");
    group("orders", "@acme/orders", "'@bob'");

    assertThat(GroupFiles.read(files)).containsOnlyKeys("@acme/orders");
  }

  @Test
  void aHandleThatTwoGroupsHaveIsUnknown() {
    group("one", "@acme/payments", "'@alice'");
    group("two", "@ACME/payments", "'@mallory'");
    group("orders", "@acme/orders", "'@bob'");

    assertThat(GroupFiles.read(files)).containsOnlyKeys("@acme/orders");
  }

  @Test
  void ofTwoFilesForOneGroupNeitherCountsEvenWhenOneOfThemIsBroken() {
    group("payments", "@acme/payments", "'@alice'");
    file("platform/groups/payments.yml", "{");

    assertThat(GroupFiles.read(files)).isEmpty();
  }

  @Test
  void aFileThatNoGroupMayBeNamedAfterIsNone() {
    file("platform/groups/Payments.yaml", document("Payments", "@acme/payments", "'@alice'"));

    assertThat(GroupFiles.read(files)).isEmpty();
  }

  @Test
  void filesOfOtherKindsArePassedOver() {
    group("payments", "@acme/payments", "'@alice'");
    file("platform/clusters/shared.yaml", "{");
    file("teams/payments/connectors/group.yaml", document("a", "@acme/a", "'@mallory'"));

    assertThat(GroupFiles.read(files)).containsOnlyKeys("@acme/payments");
  }

  private void group(String name, String handle, String members) {
    file("platform/groups/" + name + ".yaml", document(name, handle, members));
  }

  private static String document(String name, String handle, String members) {
    return """
        apiVersion: riparian/v1
        kind: Group
        metadata: {name: %s}
        spec: {handle: "%s", members: [%s]}
        """
        .formatted(name, handle, members);
  }

  private void file(String path, String text) {
    files.add(ManifestParser.parse(path, text.getBytes(StandardCharsets.UTF_8)));
  }
}
