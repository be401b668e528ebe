package io.riparian.model;

/**
 * The author's mistake, told so that it can be mended: which rule, where, what we saw, and what to
 * do. Its text never holds a configuration value, only key names and our own sentences.
 */
public record Diagnostic(String rule, Severity severity, Location at, String message, String hint) {

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
