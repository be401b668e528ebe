package io.riparian.connect;

import io.riparian.model.ConnectorStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last short look saw. Most looks get the very same bytes again: then they are not read
 * once more, because to read them costs more than everything else of a quiet cycle.
 *
 * @param digest of the bytes
 */
record Seen(String digest, SortedMap<String, ConnectorStatus> statuses) {
  static final Seen NOTHING = new Seen("", Collections.emptySortedMap());

  Seen {
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
  }

  static Seen of(byte[] bytes, SortedMap<String, ConnectorStatus> statuses) {
    return new Seen(digest(bytes), statuses);
  }

  boolean isOf(byte[] bytes) {
    return digest.equals(digest(bytes));
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
