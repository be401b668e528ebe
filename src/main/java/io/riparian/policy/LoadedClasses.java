package io.riparian.policy;

import io.riparian.model.ConnectorConfig;
import io.riparian.model.KeyName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
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

  private static final Pattern IN_VALUE =
      Pattern.compile("#(?:class|type):([A-Za-z0-9_.$" + References.HIDDEN + "]++)");

  private final Memo<Boolean> hints = new Memo<>(LoadedClasses::hints);
  private final Memo<Optional<String>> dangers = new Memo<>(DangerousClasses::why);

  /** Why a class is dangerous, if it is. */
  Optional<String> danger(String className) {
    return dangers.of(className);
  }

  /** The classes, several of one key with a comma between them in its value. */
  SortedMap<String, Set<String>> of(ConnectorConfig config) {
    SortedMap<String, Set<String>> found = new TreeMap<>();
    Set<String> certain = certain(config);
    config
        .entries()
        .forEach(
            (key, value) -> {
              boolean sure = certain.contains(key);
              // Of most values a glance says that they name none.
              if (sure
                  || value.indexOf('.') >= 0
                  || value.indexOf('#') >= 0
                  || References.isIn(value)) {
                Set<String> classes = in(key, value, sure);
                if (!classes.isEmpty()) {
                  found.put(key, classes);
                }
              }
            });
    return found;
  }

  private Set<String> in(String key, String written, boolean sure) {
    String value = References.replace(written, References.HIDDEN);
    boolean named = sure || hints.of(key) || ALIASES.containsKey(key);
    Set<String> classes = new LinkedHashSet<>();
    words(value)
        .filter(
            word ->
                sure
                    || (named && word.contains(References.HIDDEN))
                    || (looksLikeOne(word) && (named || danger(word).isPresent())))
        .forEach(classes::add);
    Matcher inValue = IN_VALUE.matcher(value);
    while (inValue.find()) {
      classes.add(inValue.group(1));
    }
    return classes;
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

  /** Names with dots between them, of which the last begins with a capital. */
  private static boolean looksLikeOne(String word) {
    boolean begins = true;
    for (int at = 0; at < word.length(); at++) {
      char one = word.charAt(at);
      boolean letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
      boolean inside = letter || one == '_' || one == '$';
      if (begins ? !inside : !(inside || one == '.' || (one >= '0' && one <= '9'))) {
        return false;
      }
      begins = one == '.';
    }
    int dot = word.lastIndexOf('.');
    return dot > 0 && !begins && Character.isUpperCase(word.charAt(dot + 1));
  }

  /** {@code interceptorClasses} and {@code interceptor.classes} both end in {@code classes}. */
  private static boolean hints(String key) {
    KeyName name = KeyName.of(key);
    String last = name.word(1).equals("name") ? name.word(2) : name.word(1);
    return CLASS_KEY.matcher(last).find();
  }
}
