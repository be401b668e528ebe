package io.riparian.ownership.approval;

import java.util.Locale;

/** Why a unit stays at its last accepted tree. */
public enum HoldReason {
  /** No owner of the path agreed, or not enough of them. */
  OWNER_APPROVAL_MISSING,
  /** Nobody is known who stands behind the path's owners, so that nobody can agree. */
  OWNER_UNRESOLVABLE,
  /** It came to the branch without a request, where nobody could agree to it. */
  NO_REQUEST,
  /** What came to the branch with the request is not what was approved. */
  CONTENT_NOT_APPROVED,
  /** A commit of the request was made by nobody knows whom, perhaps by an approver. */
  CONTRIBUTOR_UNKNOWN,
  /** The account that agreed is not the one that had this name before. */
  ACCOUNT_CHANGED,
  /** A secret would go to another host, and no owner of the secret agreed. */
  SECRET_TO_NEW_HOST,
  /** The ownership file changes, and no owner of the platform agreed. */
  OWNERSHIP_FILE_NEEDS_PLATFORM,
  /** A team's owners change, and none of those who are owners now agreed. */
  OWNERSHIP_TRANSFER_NEEDS_GIVING_OWNER,
  /** A team's owners change, and none of those who would be owners agreed. */
  OWNERSHIP_TRANSFER_NEEDS_RECEIVING_OWNER,
  /** The new ownership file leaves a team's directory, or a part of it, without owners. */
  PATH_LEFT_WITHOUT_OWNER,
  /** The new ownership file has a mistake. */
  HEAD_OWNERSHIP_FILE_INVALID,
  /** The ownership file in force has a mistake, so that nothing can be judged. */
  BASE_OWNERSHIP_FILE_INVALID,
  /** A link, another repository, or a directory that is too large. */
  ENTRY_NOT_A_REGULAR_FILE,
  /** A name that another letter may look like. */
  PATH_NOT_ASCII,
  /** A name with a control character or a backslash. */
  PATH_CONTROL_OR_BACKSLASH,
  /** A name that differs from another one only in case. */
  PATH_CASE_COLLISION,
  /** A name that some file system would change or refuse. */
  PATH_NOT_PORTABLE,
  /** The branch no longer descends from what was accepted. */
  HISTORY_REWRITTEN,
  /** More paths changed than are judged at once. */
  TOO_MANY_CHANGES,
  /** More commits since the unit was accepted than evidence is looked for in. */
  TOO_MANY_COMMITS,
  /** The unit's accepted tree, or the evidence, cannot be read. */
  EVIDENCE_UNREADABLE;

  /** As it is printed: {@code owner-approval-missing}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
