package io.riparian.forge;

import java.util.List;
import java.util.Optional;

/**
 * What we say on a request. A comment is ours when it bears our mark and we wrote it: anybody can
 * write the mark.
 *
 * @param <C> a comment, as the forge tells it
 */
abstract class OwnComment<C> {

  /** Everybody's. */
  abstract List<C> all(long number);

  abstract Optional<String> body(C comment);

  /** Whether we wrote it. */
  abstract boolean isOurs(C comment);

  abstract void replace(long number, C before, String text);

  abstract void add(long number, String text);

  /** As it is sent to this forge. */
  String written(MarkedText text) {
    return text.text();
  }

  /** In place of what we said before; nothing is sent when it is the same. */
  final void say(long number, MarkedText marked) {
    String text = written(marked);
    all(number).stream()
        .filter(comment -> marked.marks(said(comment)))
        .filter(this::isOurs)
        .findFirst()
        .ifPresentOrElse(
            before -> {
              if (!MarkedText.isSame(said(before), text)) {
                replace(number, before, text);
              }
            },
            () -> add(number, text));
  }

  private String said(C comment) {
    return body(comment).orElse("");
  }
}
