package io.riparian.ledger;

import java.time.Instant;

/**
 * A branch whose new head does not descend from the commit we accepted. Everything is frozen until
 * an operator acknowledges that exact candidate.
 */
public record RewrittenHistory(String accepted, String candidate, Instant at) {}
