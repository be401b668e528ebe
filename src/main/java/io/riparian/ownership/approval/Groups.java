package io.riparian.ownership.approval;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.riparian.ownership.codeowners.Owner;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who stands behind the owners of an ownership file, by names in lower case. What a group's file
 * does not say is unknown, which is never "nobody" and never "anybody".
 *
 * @param members by the group's handle, such as {@code @acme/payments}
 */
public record Groups(Map<String, Set<String>> members) {
  public static final Groups NONE = new Groups(Map.of());

  public Groups {
    Map<String, Set<String>> folded = new HashMap<>();
    members.forEach(
        (handle, names) ->
            folded.put(
                handle.toLowerCase(Locale.ROOT),
                names.stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(toUnmodifiableSet())));
    members = Map.copyOf(folded);
  }

  /** The people behind an owner; empty when that is not known. */
  public Optional<Set<String>> people(Owner owner) {
    Set<String> group = members.get(owner.id());
    if (group != null) {
      return Optional.of(group);
    }
    return switch (owner.kind()) {
      case USER, EMAIL -> Optional.of(Set.of(owner.id()));
      case TEAM, ROLE -> Optional.empty();
    };
  }
}
