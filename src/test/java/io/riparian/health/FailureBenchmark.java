package io.riparian.health;

import io.riparian.reconcile.FailureRuleFiles;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Texts of 1 MB told apart and made fit to be shown, beside a bare loop over the lines of the same
 * text: CPU of alternating rounds in one process, medians. Some are as people have them, the others
 * are made to keep the redaction busy. {@code docs/benchmarks.md} has the command and the figures.
 */
public final class FailureBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SIZE = 1024 * 1024;
  private static final int WARM = 5;
  private static final int ROUNDS = 9;
  private static final int MOST_SHOWN = 24;

  private FailureBenchmark() {}

  /** Takes no arguments. */
  public static void main(String[] none) {
    Classifier classifier = FailureRuleFiles.builtInClassifier();
    Map<String, String> texts = texts();
    long lines = 0;
    for (int round = 0; round < WARM; round++) {
      for (String text : texts.values()) {
        lines += bare(text) + ours(classifier, text);
      }
    }
    double slowest = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      double[] bare = new double[ROUNDS];
      double[] ours = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        long begun = THREADS.getCurrentThreadCpuTime();
        lines += bare(text.getValue());
        long between = THREADS.getCurrentThreadCpuTime();
        lines += ours(classifier, text.getValue());
        ours[round] = (THREADS.getCurrentThreadCpuTime() - between) / 1e6;
        bare[round] = (between - begun) / 1e6;
      }
      slowest = Math.max(slowest, median(ours));
      tell(System.out, text.getKey(), median(bare), median(ours));
    }
    System.out.printf(
        Locale.ROOT,
        "the slowest takes %.1f ms of CPU, medians of %d (%d lines)%n",
        slowest,
        ROUNDS,
        lines);
  }

  private static long bare(String text) {
    return text.lines().mapToLong(String::length).sum();
  }

  private static int ours(Classifier classifier, String text) {
    return classifier.classify(text, "orders").evidence().length() + Excerpt.shown(text).length();
  }

  private static double median(double[] each) {
    double[] sorted = each.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void tell(PrintStream out, String name, double bare, double ours) {
    String shown = name.replace("\n", "\\n").replace("\t", "\\t");
    out.printf(
        Locale.ROOT,
        "%-24s bare loop %6.2f ms, ours %6.1f ms of CPU, ratio %.1f%n",
        shown.substring(0, Math.min(shown.length(), MOST_SHOWN)),
        bare,
        ours,
        ours / bare);
  }

  private static Map<String, String> texts() {
    String frames = filled("\tat com.acme.Deep.down(Deep.java:12)\n", SIZE / 2);
    String line =
        "[2026-01-01 10:00:00,123] INFO [orders|task-0] WorkerSinkTask{id=orders-0} Committing offsets (org.apache.kafka.connect.runtime.WorkerSinkTask:400)\n";
    String failure =
        "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.\n";
    String cause =
        "Caused by: org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [pay]\n";
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("a trace of frames", failure + frames + cause + frames);
    texts.put("a log", filled(line, SIZE) + failure + cause);
    texts.put(
        "a log of Kubernetes", filled("2026-01-01T10:00:00.123456789Z stderr F " + line, SIZE));
    for (String part :
        new String[] {
          "x",
          "=",
          "7",
          "\\",
          "\"",
          "'",
          "(",
          "[",
          "{\"",
          "{a=",
          "\n",
          "Caused by: a.B: no\n",
          "password=",
          "<password>",
          "VALUES (",
          "INSERT INTO '",
          "update x ",
          "{\"error\":1,"
        }) {
      texts.put(part, filled(part, SIZE));
    }
    return texts;
  }

  private static String filled(String part, int size) {
    return part.repeat(size / part.length());
  }
}
