package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that a configuration makes the worker load, by the key that names them: those that
 * Connect itself loads, those that plugins load by an option of theirs, and those that stand in a
 * value behind {@code #class:}.
 */
final class LoadedClasses {
  private static final Set<String> CONVERTERS =
      Set.of("key.converter", "value.converter", "header.converter");

  /** Lists of aliases, and what stands between an alias and the class of it. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "transforms",
          "transforms.",
          "predicates",
          "predicates.",
          "converters",
          "",
          "post.processors",
          "");

  /** What the last word of a key is whose value is a class, if it looks like one. */
  private static final Pattern CLASS_KEY =
      Pattern.compile(
          "(class|classes|classname|type|converter|(de)?serializer|handler|interceptors?|reporters?"
              + "|strategy|provider|partitioner|factory|format(ter)?|codec|plugin|extractor|resolver"
              + "|policy|generator|driver|module|verifier)$");

  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z_$][A-Za-z0-9_$]*\\.)+[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern IN_VALUE = Pattern.compile("#(?:class|type):([A-Za-z0-9_.$]+)");

  private LoadedClasses() {}

  /** The classes, several of one key with a comma between them in its value. */
  static SortedMap<String, Set<String>> of(ConnectorConfig config) {
    SortedMap<String, Set<String>> found = new TreeMap<>();
    Set<String> certain = certain(config);
    config
        .entries()
        .forEach(
            (key, value) -> {
              Set<String> classes = new LinkedHashSet<>();
              boolean hinted = CLASS_KEY.matcher(lastWord(key)).find();
              words(value)
                  .filter(
                      word ->
                          certain.contains(key)
                              || (looksLikeOne(word)
                                  && (hinted || DangerousClasses.why(word).isPresent())))
                  .forEach(classes::add);
              Matcher inValue = IN_VALUE.matcher(value);
              while (inValue.find()) {
                classes.add(inValue.group(1));
              }
              if (!classes.isEmpty()) {
                found.put(key, classes);
              }
            });
    return found;
  }

  /** The keys that name a class for sure, whatever it looks like. */
  private static Set<String> certain(ConnectorConfig config) {
    Set<String> keys = new LinkedHashSet<>(CONVERTERS);
    keys.add(ConnectorConfig.CLASS);
    ALIASES.forEach(
        (list, prefix) ->
            words(config.get(list).orElse(""))
                .forEach(alias -> keys.add(prefix + alias + ".type")));
    return keys;
  }

  private static Stream<String> words(String value) {
    return Stream.of(value.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
  }

  private static boolean looksLikeOne(String word) {
    String simple = word.substring(word.lastIndexOf('.') + 1);
    return QUALIFIED.matcher(word).matches()
        && !simple.isEmpty()
        && Character.isUpperCase(simple.charAt(0));
  }

  /** {@code interceptorClasses} and {@code interceptor.classes} both end in {@code classes}. */
  private static String lastWord(String key) {
    String words = KeyWords.of(key);
    String[] parts = words.split("[._-]", -1);
    String last = parts[parts.length - 1];
    return last.equals("name") && parts.length > 1 ? parts[parts.length - 2] : last;
  }
}
