package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import io.riparian.connect.FakeConnect.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A way to something on which each call passes somebody, who may do what he likes with it. */
final class Passage {
  private static final Map<String, Operation> OPERATIONS =
      Arrays.stream(Operation.values())
          .collect(Collectors.toMap(Passage::methodName, operation -> operation));

  /** The rest of the way. */
  @FunctionalInterface
  interface Way {
    @Nullable Object go() throws Throwable;
  }

  /** Whom every call to a cluster passes. */
  @FunctionalInterface
  interface Keeper {
    /**
     * @param connector the name the call is about, or empty text
     */
    @Nullable Object pass(
        Operation operation, String connector, Object @Nullable [] arguments, Way way)
        throws Throwable;
  }

  private Passage() {}

  private static String methodName(Operation operation) {
    StringBuilder name = new StringBuilder();
    for (String word : operation.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  static ConnectCluster through(Keeper keeper, ConnectCluster beyond) {
    return (ConnectCluster)
        Proxy.newProxyInstance(
            Passage.class.getClassLoader(),
            new Class<?>[] {ConnectCluster.class},
            (proxy, method, arguments) -> pass(keeper, beyond, proxy, method, arguments));
  }

  private static @Nullable Object pass(
      Keeper keeper,
      ConnectCluster beyond,
      Object proxy,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("workers")) {
      return List.of(proxy);
    }
    if (method.getName().equals("onOneWorker")) {
      return look(proxy, arguments);
    }
    Way way = () -> invoke(beyond, method, arguments);
    Operation operation = OPERATIONS.get(method.getName());
    String connector =
        arguments != null && arguments.length > 0 && arguments[0] instanceof String name
            ? name
            : "";
    return operation == null ? way.go() : keeper.pass(operation, connector, arguments, way);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object look(Object proxy, Object @Nullable [] arguments) {
    if (arguments == null) {
      throw new IllegalStateException("a look is given");
    }
    return ((Function<ConnectCluster, Object>) arguments[0]).apply((ConnectCluster) proxy);
  }

  static @Nullable Object invoke(Object on, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause() == null ? failed : failed.getCause();
    }
  }
}
