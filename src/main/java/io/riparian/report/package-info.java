/**
 * Plans, status and mistakes as values that people and programs read: text, JSON, SARIF and the
 * forms of build servers. Pure.
 */
@NullMarked
package io.riparian.report;

import org.jspecify.annotations.NullMarked;
