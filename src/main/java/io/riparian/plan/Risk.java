package io.riparian.plan;

import io.riparian.model.ConnectorId;
import java.util.Comparator;
import java.util.Locale;

/**
 * Something about a requested change that its reviewer should look at first. It is no mistake, and
 * holds nothing back.
 *
 * @param why one sentence that goes on after the connector's name; no value in it that may be a
 *     secret
 */
public record Risk(ConnectorId id, Flag flag, String why) {
  static final Comparator<Risk> GRAVEST_FIRST =
      Comparator.comparing(Risk::flag).thenComparing(Risk::id).thenComparing(Risk::why);

  /** What is to be looked at, the gravest first. The codes are part of the API. */
  public enum Flag {
    /** A secret goes to another address than before. */
    SECRET_ENDPOINT,
    /** It is deleted. */
    DELETE,
    /** Another name takes its place, and begins anew. */
    RENAME,
    /** It reads again from the start. */
    READS_AGAIN,
    /** Another class does the work. */
    OTHER_CLASS,
    /** A class is loaded that was not before. */
    NEW_CLASS,
    /** It writes to topics that it did not write to before. */
    NEW_TOPICS,
    /** What it cannot take is dealt with otherwise. */
    ERRORS,
    /** It is stopped. */
    STOPPED,
    /** It stays on the cluster, and is managed no more. */
    FORGET,
    /** What runs already is taken over. */
    ADOPT,
    /** Another version of a plugin is asked for. */
    VERSION,
    /** It may have more tasks. */
    TASKS_UP;

    /** As it is printed: {@code secret-endpoint}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
