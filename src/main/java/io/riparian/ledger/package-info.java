/**
 * The door to what we remember: what was accepted and applied, the cycles and the audit trail.
 * Nothing in here is ever a configuration value.
 */
@NullMarked
package io.riparian.ledger;

import org.jspecify.annotations.NullMarked;
