package io.riparian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged in a category and below it, while it is open. */
public final class LogCapture implements AutoCloseable {
  private static final Formatter FORM = new PatternFormatter("%p %s");

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger;
  private final Handler handler = new Keeping();

  private LogCapture(String category) {
    this.logger = Logger.getLogger(category);
    logger.addHandler(handler);
  }

  public static LogCapture of(String category) {
    return new LogCapture(category);
  }

  public static LogCapture of(Class<?> category) {
    return of(category.getName());
  }

  /** Each record as {@code LEVEL message}. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private final class Keeping extends Handler {
    @Override
    public void publish(LogRecord record) {
      lines.add(FORM.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
