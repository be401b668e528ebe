package io.riparian.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The engine with one defect: a line of a copy of its source is another one, and only the copy is
 * compiled. What is under {@code src/main} stays as it is.
 *
 * @param defect what is wrong with it, as a sentence
 * @param type the class that has the defect, below {@code io.riparian}
 * @param line what stands there, exactly once
 * @param instead what stands there now
 * @param breaks the promises of which it breaks one
 */
record Mutant(String defect, String type, String line, String instead, Set<Promise> breaks) {
  private static final Path SOURCES = Path.of("src", "main", "java", "io", "riparian");

  Mutant {
    breaks = Set.copyOf(breaks);
  }

  /** The first broken promise in some worlds, or empty text. */
  String firstBroken(Path directory, long seed, int worlds) {
    compile(directory);
    try {
      Class<?> storm =
          new Classes(directory, Mutant.class.getClassLoader()).loadClass(Storm.class.getName());
      var first = storm.getDeclaredMethod("firstBroken", long.class, int.class);
      first.setAccessible(true);
      return String.valueOf(first.invoke(null, seed, worlds));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(changed);
    }
  }

  private void compile(Path directory) {
    Path source = SOURCES.resolve(type + ".java");
    Path copy = directory.resolve(source.getFileName());
    try {
      Files.writeString(copy, mutate(Files.readString(source)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    StringWriter said = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-d", directory.toString(), "-cp", classPath());
    if (!compiler
        .getTask(said, files, null, options, null, files.getJavaFileObjects(copy))
        .call()) {
      throw new IllegalStateException("the defect does not compile: " + said);
    }
  }

  private String mutate(String source) {
    int at = source.indexOf(line);
    if (at < 0 || source.indexOf(line, at + 1) >= 0) {
      throw new IllegalStateException(
          type + " does not have this exactly once any more; find the defect a new place: " + line);
    }
    return source.substring(0, at) + instead + source.substring(at + line.length());
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Override
  public String toString() {
    return defect;
  }

  /** All of our classes anew, so that they meet the one that was changed, and no other. */
  private static final class Classes extends ClassLoader {
    private final Path changed;

    Classes(Path changed, ClassLoader parent) {
      super(parent);
      this.changed = changed;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.riparian.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      Path own = changed.resolve(file);
      try (InputStream in =
          Files.exists(own) ? Files.newInputStream(own) : getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}
