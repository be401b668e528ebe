package io.riparian.ownership.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.ownership.approval.Request.Review;
import io.riparian.ownership.approval.Request.Review.State;
import io.riparian.ownership.approval.Request.Weight;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people's words on a request are worth. */
class WeightTest {
  private static Approver person(String name) {
    return new Approver(name, name + "-id");
  }

  private static Review review(String name, State state, String commit) {
    return new Review(person(name), state, commit);
  }

  @Test
  void eachWordIsWorthWhatItsPlaceSays() {
    Request request =
        new Request(
            "head",
            List.of(new Approver("@author", ""), new Approver("@wrote", "")),
            List.of(
                review("@ada", State.CHANGES_REQUESTED, "head"),
                review("@ada", State.APPROVED, "head"),
                review("@ada", State.COMMENTED, "head"),
                review("@bob", State.APPROVED, "older"),
                review("@Author", State.APPROVED, "head"),
                review("@wrote", State.APPROVED, "older"),
                review("@no", State.APPROVED, "head"),
                review("@no", State.CHANGES_REQUESTED, "head"),
                review("@gone", State.APPROVED, "head"),
                review("@gone", State.DISMISSED, "head"),
                review("@chatty", State.COMMENTED, "head")));

    assertThat(request.weighed())
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    person("@ada"),
                    Weight.AGREED,
                    person("@bob"),
                    Weight.OLDER_HEAD,
                    new Approver("@author", "@Author-id"),
                    Weight.INVOLVED,
                    person("@wrote"),
                    Weight.INVOLVED,
                    person("@no"),
                    Weight.REFUSED,
                    person("@gone"),
                    Weight.WITHDRAWN)));
    assertThat(request.approvers()).containsExactly(person("@ada"));
  }
}
