package io.riparian.plan;

/** Why a change is due: Git moved, or the cluster did. */
public enum Cause {
  COMMIT,
  DRIFT
}
