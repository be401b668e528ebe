package io.riparian.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * How a channel does.
 *
 * @param due how many letters are to go out now
 * @param held how many wait for a time: the end of quiet hours, or a further try
 * @param problem why the last try failed; empty text when it did not
 */
public record ChannelStanding(
    String name,
    int due,
    int held,
    String problem,
    Optional<Instant> failedAt,
    Optional<Instant> sentAt) {}
