package io.riparian.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a document can be. Each kind has one place in the repository. */
enum Kind {
  CONNECTOR("Connector", "teams/<team>/connectors/", true),
  CLUSTER("Cluster", "platform/clusters/<cluster>.yaml", true),
  GRANT("Grant", "platform/teams/<team>.yaml", true),
  GROUP("Group", "platform/groups/<group>.yaml", true),
  TEAM("Team", "teams/<team>/team.yaml", true),
  POLICY("Policy", "platform/policy.yaml", true),
  FAILURE_RULES("FailureRules", "platform/failure-rules/<name>.yaml", true),
  NOTIFY("Notify", "platform/notify.yaml", true),
  ROLLOUT("Rollout", "platform/rollouts/<name>.yaml", false),
  HOLD("Hold", "teams/<team>/holds/<name>.yaml or platform/holds/<name>.yaml", true);

  private final String word;
  private final String place;
  private final boolean supported;

  Kind(String word, String place, boolean supported) {
    this.word = word;
    this.place = place;
    this.supported = supported;
  }

  static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Kind::word).toList();
  }

  /** As it is written after {@code kind:}. */
  String word() {
    return word;
  }

  /** Where documents of this kind stand. */
  String place() {
    return place;
  }

  /** Whether this version reads it. */
  boolean isSupported() {
    return supported;
  }
}
