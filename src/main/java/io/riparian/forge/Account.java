package io.riparian.forge;

/**
 * Somebody with an account on a forge.
 *
 * @param id never changes and is never given to another account
 * @param login as people write it, without the {@code @}; can be changed, and taken by others then
 * @param bot whether it is a program's
 */
public record Account(String id, String login, boolean bot) {}
