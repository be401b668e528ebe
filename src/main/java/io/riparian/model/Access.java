package io.riparian.model;

/**
 * How far one worker lets in whoever shows it nothing, and whether it hands its admin endpoint to
 * whoever shows the credential. Looked at by GETs alone.
 *
 * @param root {@code GET /}, without a credential
 * @param connectors {@code GET /connectors}, without a credential
 * @param loggers {@code GET /admin/loggers}, without a credential
 * @param ownLoggers {@code GET /admin/loggers}, with the daemon's own credential
 */
public record Access(Entry root, Entry connectors, Entry loggers, Entry ownLoggers) {

  /** What became of one such GET. */
  public enum Entry {
    /** Connect answered as it answers a friend. */
    OPEN,
    /** The credential is missing or not enough, or no connection comes about without one. */
    REFUSED,
    /** There is no such thing. */
    ABSENT,
    /** No answer, or one that says neither. Never taken for a refusal. */
    UNKNOWN
  }
}
