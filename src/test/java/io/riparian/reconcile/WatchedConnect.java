package io.riparian.reconcile;

import io.riparian.connect.ConnectCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to a cluster, watched: every write is noted before it is made, and something can happen
 * just before or just after the next call of a kind.
 */
final class WatchedConnect {
  private static final Set<String> WRITES =
      Set.of("create", "update", "pause", "resume", "stop", "restartFailed", "restart", "delete");

  private final List<String> writes = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Runnable> before = new ConcurrentHashMap<>();
  private final Map<String, Runnable> after = new ConcurrentHashMap<>();
  private final Consumer<String> beforeWrite;
  private final ConnectCluster watched;
  private volatile boolean dead;

  /**
   * @param beforeWrite is told each write as {@code method connector}, before it is made
   */
  WatchedConnect(ConnectCluster connect, Consumer<String> beforeWrite) {
    this.beforeWrite = beforeWrite;
    this.watched =
        (ConnectCluster)
            Proxy.newProxyInstance(
                ConnectCluster.class.getClassLoader(),
                new Class<?>[] {ConnectCluster.class},
                (proxy, method, arguments) -> call(connect, method, arguments));
  }

  private @Nullable Object call(
      ConnectCluster connect, Method method, Object @Nullable [] arguments) throws Throwable {
    String name = method.getName();
    if (dead) {
      throw new Killed();
    }
    if (WRITES.contains(name) && arguments != null) {
      writes.add(name + " " + arguments[0]);
      beforeWrite.accept(name + " " + arguments[0]);
    }
    happen(before.remove(name));
    try {
      return method.invoke(connect, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause() == null ? failed : failed.getCause();
    } finally {
      happen(after.remove(name));
    }
  }

  private void happen(@Nullable Runnable what) {
    if (what != null) {
      try {
        what.run();
      } catch (Killed killed) {
        dead = true;
        throw killed;
      }
    }
  }

  /** Another process makes the calls from now on. */
  void revive() {
    dead = false;
  }

  ConnectCluster cluster() {
    return watched;
  }

  /** Happens just before the next call of this method. */
  void before(String method, Runnable what) {
    before.put(method, what);
  }

  /** Happens just after the next call of this method, also when that fails. */
  void after(String method, Runnable what) {
    after.put(method, what);
  }

  void killBefore(String method) {
    before(
        method,
        () -> {
          throw new Killed();
        });
  }

  void killAfter(String method) {
    after(
        method,
        () -> {
          throw new Killed();
        });
  }

  /** The writes tried so far, as {@code method connector}. */
  List<String> writes() {
    return List.copyOf(writes);
  }

  void forget() {
    writes.clear();
  }

  /** What a {@code kill -9} is to the code under it: nothing more is done, nothing is tidied up. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
