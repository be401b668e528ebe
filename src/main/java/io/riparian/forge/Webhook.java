package io.riparian.forge;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one kind of forge delivers its webhooks. Who sent one is proven before anything of it is
 * understood.
 */
public interface Webhook {
  /** More is not read. GitHub's own limit is 25 MB, but no delivery of use to us is large. */
  int LARGEST_BODY = 3 * 1024 * 1024;

  /**
   * Whether the headers alone can be those of a genuine delivery; otherwise the body is not read.
   *
   * @param headers the value of a header, by its name in any case; empty when it is not there
   * @param secrets those that count, newest first
   */
  boolean mayBeGenuine(Function<String, Optional<String>> headers, List<String> secrets);

  /** Whether somebody who knows one of the secrets sent exactly this; compared in constant time. */
  boolean isGenuine(Function<String, Optional<String>> headers, byte[] body, List<String> secrets);

  /**
   * What a genuine delivery says. A kind that is not known, or of no use, is {@link
   * Delivery.Subject#NOTHING}.
   *
   * @throws IllegalArgumentException when it is none of this forge's
   */
  Delivery read(Function<String, Optional<String>> headers, byte[] body);
}
