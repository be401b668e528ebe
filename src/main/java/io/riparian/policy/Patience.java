package io.riparian.policy;

/**
 * A text that is looked at only so often: some expressions look at each character again and again,
 * and would not come to an end in anybody's lifetime.
 */
final class Patience implements CharSequence {
  private static final int MOST_LOOKS = 1_000_000;

  private final CharSequence text;
  private final int[] looks;

  /** It was looked at too often. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("the expression takes too long", null, false, false);
    }
  }

  Patience(CharSequence text) {
    this(text, new int[1]);
  }

  private Patience(CharSequence text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  /** The same patience over another text: how often it was looked at counts together. */
  Patience over(CharSequence another) {
    return new Patience(another, looks);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks[0] > MOST_LOOKS) {
      throw new Lost();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Patience(text.subSequence(start, end), looks);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
