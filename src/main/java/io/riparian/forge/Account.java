package io.riparian.forge;

/**
 * Somebody with an account on a forge.
 *
 * @param id never changes and is never given to another account; empty text when the account is no
 *     more
 * @param login as people write it, without the {@code @}; can be changed, and taken by others then
 * @param bot whether it is a program's
 */
public record Account(String id, String login, boolean bot) {
  /** Whoever it was: the account was deleted, and the forge does not say whose it was. */
  public static final Account DELETED = new Account("", "ghost", false);
}
