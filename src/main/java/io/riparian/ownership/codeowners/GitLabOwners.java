package io.riparian.ownership.codeowners;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The owners in a text by GitLab's rules, which finds them between other words. */
final class GitLabOwners {
  private static final Pattern NAME =
      Pattern.compile("@[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final String ROLE = "@@";
  private static final Map<String, String> ROLES =
      Map.of(
          "developer", "developer",
          "developers", "developer",
          "maintainer", "maintainer",
          "maintainers", "maintainer",
          "owner", "owner",
          "owners", "owner");

  private GitLabOwners() {}

  /** Whether the whole word is an owner. */
  static boolean isOwner(String word) {
    List<Owner> owners = in(word);
    return owners.size() == 1 && (word.startsWith(ROLE) || owners.get(0).text().equals(word));
  }

  /** What GitLab finds in a text. */
  static List<Owner> in(String text) {
    List<Owner> owners = new ArrayList<>();
    for (Word word : Word.of(text)) {
      of(word.text()).ifPresent(owners::add);
    }
    return owners;
  }

  private static Optional<Owner> of(String word) {
    if (word.length() > Owner.LONGEST) {
      return Optional.empty();
    }
    if (word.startsWith(ROLE)) {
      return Optional.ofNullable(ROLES.get(word.substring(2).toLowerCase(Locale.ROOT)))
          .map(role -> new Owner(ROLE + role, Owner.Kind.ROLE));
    }
    Matcher name = NAME.matcher(word);
    if (name.lookingAt()) {
      String found = withoutEnd(name.group());
      return Optional.of(new Owner(found, found.contains("/") ? Owner.Kind.TEAM : Owner.Kind.USER));
    }
    Matcher email = EMAIL.matcher(word);
    return email.find()
        ? Optional.of(new Owner(email.group(), Owner.Kind.EMAIL))
        : Optional.empty();
  }

  /** A name ends in no full stop. */
  private static String withoutEnd(String name) {
    return name.endsWith(".") ? withoutEnd(name.substring(0, name.length() - 1)) : name;
  }

  /** Whether the list behind a header goes on with this character. */
  static boolean mayHold(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "@_.-/+".indexOf(character) >= 0;
  }
}
