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
  DISCARD;

  /** Whether carrying it out calls Connect; the others only note something in the ledger. */
  public boolean writesToCluster() {
    return switch (this) {
      case CREATE, UPDATE, SET_STATE, DELETE -> true;
      case ADOPT, FORGET, REMEMBER, DISCARD -> false;
    };
  }

  /** Whether a connector is to have the declared configuration afterwards. */
  public boolean configures() {
    return switch (this) {
      case CREATE, ADOPT, UPDATE -> true;
      case SET_STATE, DELETE, FORGET, REMEMBER, DISCARD -> false;
    };
  }
}
