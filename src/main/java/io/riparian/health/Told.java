package io.riparian.health;

/** What was told of a failure, read once for all who ask. */
record Told(Excerpt excerpt, Trace trace) {
  static Told of(String text) {
    Excerpt excerpt = Excerpt.of(text);
    return new Told(excerpt, Trace.of(excerpt.plain()));
  }

  @Override
  public String toString() {
    return "Told[" + trace + "]";
  }
}
