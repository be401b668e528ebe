/** Plans and status as values that people and programs read: text and JSON shapes. Pure. */
@NullMarked
package io.riparian.report;

import org.jspecify.annotations.NullMarked;
