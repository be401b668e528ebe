package io.riparian.policy.doctor;

import io.riparian.model.WorkerSettings;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Topics that look like the internal ones of some Connect cluster: three whose names differ in
 * nothing but the word for configurations, offsets and states. Whose they are, names do not tell.
 */
public final class LikelyTopics {
  /** How many such threes are looked at. */
  static final int MOST = 5;

  private static final Pattern FORM =
      Pattern.compile("(.*)(config|offset|status)(?:s|es)?((?:(?!config|offset|status).)*)");

  private LikelyTopics() {}

  /**
   * The topics to be described for these workers: those that are named, and likely ones where one
   * is not.
   *
   * @param names all that there are
   */
  public static SortedSet<String> wanted(WorkerSettings workers, Collection<String> names) {
    SortedSet<String> wanted = new TreeSet<>();
    for (InternalTopic topic : InternalTopic.values()) {
      wanted.add(topic.in(workers));
    }
    if (wanted.remove("")) {
      among(names).forEach(three -> wanted.addAll(three.values()));
    }
    return wanted;
  }

  /** Such threes, by what each is for. */
  static List<Map<InternalTopic, String>> among(Collection<String> names) {
    Map<String, Map<InternalTopic, String>> byRest = new TreeMap<>();
    for (String name : new TreeSet<>(names)) {
      Matcher parts = FORM.matcher(name);
      if (parts.matches()) {
        byRest
            .computeIfAbsent(
                parts.group(1) + "*" + parts.group(3), any -> new EnumMap<>(InternalTopic.class))
            .putIfAbsent(InternalTopic.valueOf(parts.group(2).toUpperCase(Locale.ROOT)), name);
      }
    }
    return byRest.values().stream()
        .filter(some -> some.size() == InternalTopic.values().length)
        .limit(MOST)
        .toList();
  }
}
