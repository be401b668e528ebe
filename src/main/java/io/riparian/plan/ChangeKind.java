package io.riparian.plan;

/** The kinds of change by their names in the API and on the page. */
public enum ChangeKind {
  CREATE,
  ADOPT,
  UPDATE,
  SET_STATE,
  DELETE,
  FORGET,
  REMEMBER,
  DISCARD
}
