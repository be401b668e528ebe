package io.riparian.policy;

import java.util.List;
import java.util.Optional;

/** {@code 10.1.0.0/16} or the like, or one address: it has none but addresses of its own kind. */
record IpRange(IpAddress base, int bits) {

  /** Empty when it is none. */
  static Optional<IpRange> of(String text) {
    int slash = text.indexOf('/');
    List<IpAddress> bases = IpAddress.of(slash < 0 ? text : text.substring(0, slash));
    if (bases.size() != 1) {
      return Optional.empty();
    }
    int all = 8 * bases.get(0).bytes().size();
    String length = slash < 0 ? String.valueOf(all) : text.substring(slash + 1);
    return length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= all
        ? Optional.of(new IpRange(bases.get(0), Integer.parseInt(length)))
        : Optional.empty();
  }

  boolean has(IpAddress address) {
    if (address.bytes().size() != base.bytes().size()) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % 8;
      if ((address.bytes().get(i / 8) & mask) != (base.bytes().get(i / 8) & mask)) {
        return false;
      }
    }
    return true;
  }
}
