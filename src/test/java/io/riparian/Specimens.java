package io.riparian;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one of any record, with everything in it that can be in it: each list, map and option has
 * an entry. What a text is made of is up to whoever asks.
 */
final class Specimens {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<Class<?>, Object> PLAIN =
      Map.ofEntries(
          Map.entry(boolean.class, false),
          Map.entry(Boolean.class, false),
          Map.entry(int.class, 1),
          Map.entry(Integer.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(Long.class, 1L),
          Map.entry(char.class, 'x'),
          Map.entry(OptionalInt.class, OptionalInt.of(1)),
          Map.entry(OptionalLong.class, OptionalLong.of(1)),
          Map.entry(Instant.class, NOW),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(ZoneId.class, ZoneOffset.UTC),
          Map.entry(Path.class, Path.of("/x")),
          Map.entry(URI.class, URI.create("http://x.example:8083")),
          Map.entry(Pattern.class, Pattern.compile("x")));

  private final BiFunction<Class<?>, String, String> texts;
  private final Map<Class<?>, Object> given;
  private final Deque<Class<?>> underWay = new ArrayDeque<>();

  /** What could not be made. */
  static final class NotMade extends RuntimeException {
    NotMade(Class<?> type, Throwable why) {
      super(type.getName() + ": " + why, why);
    }
  }

  /**
   * @param texts what stands in a component, by its record and its name
   * @param given those that are not made here
   */
  Specimens(BiFunction<Class<?>, String, String> texts, Map<Class<?>, Object> given) {
    this.texts = texts;
    this.given = given;
  }

  /** One of this record. */
  Object record(Class<?> type) {
    @Nullable Object known = given.get(type);
    if (known != null) {
      return known;
    }
    underWay.push(type);
    try {
      RecordComponent[] components = type.getRecordComponents();
      Object[] values =
          Arrays.stream(components)
              .map(each -> any(each.getGenericType(), type, each.getName()))
              .toArray();
      return call(
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)),
          values);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("a record has its constructor", impossible);
    } finally {
      underWay.pop();
    }
  }

  private @Nullable Object any(Type type, Class<?> owner, String component) {
    if (type instanceof ParameterizedType parameterized) {
      Class<?> raw = (Class<?>) parameterized.getRawType();
      @Nullable Object container =
          container(raw, parameterized.getActualTypeArguments(), owner, component);
      return container == null ? any(raw, owner, component) : container;
    }
    if (type instanceof TypeVariable<?>) {
      return texts.apply(owner, component);
    }
    if (!(type instanceof Class<?> plain)) {
      return any(((WildcardType) type).getUpperBounds()[0], owner, component);
    }
    if (given.containsKey(plain)) {
      return given.get(plain);
    }
    if (PLAIN.containsKey(plain)) {
      return PLAIN.get(plain);
    }
    return plain == String.class || plain == Object.class
        ? texts.apply(owner, component)
        : made(plain);
  }

  private @Nullable Object container(
      Class<?> raw, Type[] arguments, Class<?> owner, String component) {
    if (raw == Optional.class) {
      return Optional.ofNullable(any(arguments[0], owner, component));
    }
    if (Map.class.isAssignableFrom(raw)) {
      @Nullable Object value = any(arguments[1], owner, component);
      // Of a map, the texts that name its entries are names.
      Object key = arguments[0] == String.class ? "x" : any(arguments[0], owner, component);
      if (key == null || value == null) {
        return SortedMap.class.isAssignableFrom(raw) ? new TreeMap<>() : Map.of();
      }
      return SortedMap.class.isAssignableFrom(raw)
          ? new TreeMap<>(Map.of(key, value))
          : Map.of(key, value);
    }
    if (!Collection.class.isAssignableFrom(raw)) {
      return null;
    }
    List<Object> one = Stream.ofNullable(any(arguments[0], owner, component)).toList();
    if (SortedSet.class.isAssignableFrom(raw)) {
      return new TreeSet<>(one);
    }
    return raw == Set.class ? Set.copyOf(one) : one;
  }

  private @Nullable Object made(Class<?> type) {
    if (underWay.contains(type) || underWay.size() > 12) {
      return null;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isSealed()) {
      return first(Arrays.stream(type.getPermittedSubclasses()).map(each -> () -> made(each)));
    }
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) ->
              method.getName().equals("toString") ? "a " + type.getSimpleName() : null);
    }
    return type.getName().startsWith("io.riparian.") ? ofClass(type) : null;
  }

  private @Nullable Object ofClass(Class<?> type) {
    underWay.push(type);
    try {
      Stream<Executable> ways =
          Stream.concat(
              Arrays.stream(type.getDeclaredConstructors()),
              Arrays.stream(type.getDeclaredMethods())
                  .filter(method -> Modifier.isStatic(method.getModifiers()))
                  .filter(method -> method.getReturnType() == type));
      return first(
          ways.sorted(Comparator.comparingInt(Executable::getParameterCount).reversed())
              .map(
                  way ->
                      () ->
                          call(
                              way,
                              Arrays.stream(way.getGenericParameterTypes())
                                  .map(each -> any(each, type, "parameter"))
                                  .toArray())));
    } finally {
      underWay.pop();
    }
  }

  private interface Attempt {
    @Nullable Object make();
  }

  private static @Nullable Object first(Stream<Attempt> attempts) {
    for (Attempt attempt : attempts.toList()) {
      try {
        @Nullable Object made = attempt.make();
        if (made != null) {
          return made;
        }
      } catch (NotMade another) {
        // Then in another way.
      }
    }
    return null;
  }

  private static Object call(Executable way, @Nullable Object[] values) {
    way.setAccessible(true);
    try {
      return way instanceof Constructor<?> constructor
          ? constructor.newInstance(values)
          : ((Method) way).invoke(null, values);
    } catch (ReflectiveOperationException | IllegalArgumentException refused) {
      throw new NotMade(
          way.getDeclaringClass(), refused.getCause() == null ? refused : refused.getCause());
    }
  }
}
