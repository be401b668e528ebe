package io.riparian.policy;

import static io.riparian.policy.PolicyRule.IDENTITY;

import io.riparian.policy.Identities.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * P-07: two connectors under one name steal each other's data, or throw each other out again and
 * again. The one that runs with it keeps it.
 */
final class IdentityRail implements SharedGuardRail {
  private final Standing standing;

  IdentityRail(Standing standing) {
    this.standing = standing;
  }

  private record Claim(Subject subject, Identity identity) {}

  @Override
  public void check(List<Judgement> all, BiConsumer<Subject, Finding> found) {
    Set<String> clashes = clashes(all);
    if (clashes.isEmpty()) {
      return;
    }
    Map<String, List<Claim>> claims = new LinkedHashMap<>();
    for (Judgement one : all) {
      for (Identity identity : one.identities()) {
        if (clashes.contains(identity.clash())) {
          claims
              .computeIfAbsent(identity.clash(), any -> new ArrayList<>())
              .add(new Claim(one.subject(), identity));
        }
      }
    }
    claims.values().forEach(same -> settle(same, found));
  }

  /** What more than one has. There is seldom any, and then nobody is compared with anybody. */
  private static Set<String> clashes(List<Judgement> all) {
    Set<String> once = new HashSet<>();
    Set<String> again = new HashSet<>();
    for (Judgement one : all) {
      for (Identity identity : one.identities()) {
        if (!once.add(identity.clash())) {
          again.add(identity.clash());
        }
      }
    }
    return again;
  }

  private void settle(List<Claim> claims, BiConsumer<Subject, Finding> found) {
    for (Claim claim : claims) {
      boolean stands = standing.stands(claim.subject().connector(), claim.identity().keys());
      String message =
          "%s has the same %s on the same server"
              .formatted(other(claim, claims), claim.identity().kind());
      String key = claim.identity().keys().get(0);
      found.accept(
          claim.subject(),
          stands
              ? Finding.likely(IDENTITY, key, message, "This one runs with it and keeps it.")
              : Finding.of(IDENTITY, key, message, "Give each its own."));
    }
  }

  /** Of its own team by name; of another team nothing but that there is one. */
  private static String other(Claim claim, List<Claim> claims) {
    return claims.stream()
        .map(Claim::subject)
        .filter(other -> !other.equals(claim.subject()))
        .filter(other -> other.team().equals(claim.subject().team()))
        .findFirst()
        .map(other -> "`" + other.connector().id() + "`")
        .orElse("a connector of another team");
  }
}
