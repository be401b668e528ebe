package io.riparian.policy;

import io.riparian.model.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The hosts that a grant lists: names with {@code *}, addresses and ranges, each with a port or
 * not.
 */
record GrantedHosts(Optional<List<String>> listed) {

  boolean isRestricted() {
    return listed.isPresent();
  }

  /** Whether it is on the list, or nothing is restricted. */
  boolean takes(Endpoint endpoint) {
    return listed.isEmpty() || names(endpoint, true);
  }

  /** Whether it is on the list as it is, and not only as one of many. */
  boolean takesByName(Endpoint endpoint) {
    return names(endpoint, false);
  }

  private boolean names(Endpoint endpoint, boolean alsoPatterns) {
    return listed.orElse(List.of()).stream()
        .filter(entry -> alsoPatterns || !(entry.contains("*") || entry.contains("/")))
        .anyMatch(entry -> fits(entry, endpoint));
  }

  private static boolean fits(String entry, Endpoint endpoint) {
    if (entry.contains("/")) {
      List<IpAddress> readings = endpoint.addresses();
      return !readings.isEmpty() && readings.stream().allMatch(address -> address.isIn(entry));
    }
    Optional<Endpoint> granted = Endpoint.of(entry.toLowerCase(Locale.ROOT));
    if (granted.isEmpty()) {
      return false;
    }
    boolean port = granted.get().port().isEmpty() || granted.get().port().equals(endpoint.port());
    boolean sameAddress =
        !granted.get().addresses().isEmpty()
            && granted.get().addresses().equals(endpoint.addresses());
    return port && (sameAddress || new Glob(granted.get().host()).matches(endpoint.host()));
  }
}
