/** The doors out: chat, mail, paging and Kafka, through which people are told. */
@NullMarked
package io.riparian.notify;

import org.jspecify.annotations.NullMarked;
