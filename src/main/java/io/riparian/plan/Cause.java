package io.riparian.plan;

/** Why a change is due: Git moved, or the cluster did, or an operator said so. */
public enum Cause {
  COMMIT,
  DRIFT,
  OVERRIDE
}
