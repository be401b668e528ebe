package io.riparian.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.manifest.SmallRepository;
import io.riparian.model.Declarations;
import io.riparian.model.Group;
import io.riparian.ownership.codeowners.CodeOwners;
import io.riparian.ownership.codeowners.Dialect;
import io.riparian.ownership.codeowners.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleRepositoryTest {
  private static final Path SAMPLE = Path.of("sample-repo");

  @Test
  void everythingInTheSampleIsAccepted() {
    var declared = SmallRepository.in(SAMPLE).resolve();

    Accepted accepted = Judge.judge("r1", declared, Precedent.none());

    assertThat(accepted.diagnostics())
        .as("nothing but guard rails that are not there yet")
        .allSatisfy(it -> assertThat(it.rule()).isEqualTo("MAN-038"));
    assertThat(accepted.refused()).isEmpty();
    assertThat(accepted.connectors()).isNotEmpty().hasSameSizeAs(declared.connectors());
  }

  @Test
  void eachTeamOwnsItsDirectoryAndThePlatformTheRest() throws IOException {
    Declarations declared = SmallRepository.in(SAMPLE).resolve();
    CodeOwners owners =
        CodeOwners.parse(
            Dialect.GITHUB, "CODEOWNERS", Files.readAllBytes(SAMPLE.resolve("CODEOWNERS")));

    assertThat(owners.diagnostics()).isEmpty();
    for (String team : declared.units()) {
      assertThat(ownersOf("teams/" + team + "/team.yaml", owners))
          .containsExactly(handle(declared, team));
    }
    assertThat(ownersOf("platform/clusters/shared.yaml", owners))
        .containsExactly(handle(declared, "platform"));
  }

  private static List<String> ownersOf(String path, CodeOwners owners) {
    return owners.of(path).stream()
        .flatMap(ruling -> ruling.owners().stream())
        .map(Owner::text)
        .toList();
  }

  /** The handle of a group that has somebody who can agree to a change of somebody else's. */
  private static String handle(Declarations declared, String name) {
    Group group =
        declared.groups().values().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(group.members()).hasSizeGreaterThan(1);
    return group.handle();
  }
}
