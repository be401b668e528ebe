package io.riparian.ledger;

import java.time.Instant;

/** Somebody's yes to exactly one thing, named by its digest. It is used at most once. */
public record Acknowledgement(String digest, String actor, Instant at) {}
