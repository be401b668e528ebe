package io.riparian.policy;

import io.riparian.policy.Identities.Identity;
import java.util.List;

/**
 * What one connector was found to be by itself.
 *
 * @param identities the names under which servers know it, which two must not have
 */
record Judgement(Subject subject, List<Finding> findings, List<Identity> identities) {
  Judgement {
    findings = List.copyOf(findings);
    identities = List.copyOf(identities);
  }
}
