package io.riparian.policy;

import io.riparian.model.Severity;

/** What a finding is about: a guard rail of ours, or a rule of the platform's own. */
interface Rule {
  String id();

  /** Where the platform says nothing else. */
  Severity severity();
}
