package io.riparian.model;

import java.util.regex.Pattern;

/**
 * Values of a configuration inside of our own sentences: they stand between double quotes, where
 * names and keys stand between backticks, so that a sentence can be told without them to those who
 * showed no credential.
 */
public final class Quoted {
  private static final Pattern VALUE = Pattern.compile("\"[^\"]*+\"?");
  private static final String HIDDEN = "\"…\"";

  private Quoted() {}

  /** A value as it stands in a sentence. */
  public static String value(String value) {
    return "\"" + value.replace('"', '\'') + "\"";
  }

  /** The sentence without any value in it. */
  public static String withoutValues(String sentence) {
    return VALUE.matcher(sentence).replaceAll(HIDDEN);
  }
}
