package io.riparian.repo;

/**
 * Whose key a commit was signed with. What the commit itself says of its author or committer is no
 * part of it.
 *
 * @param name as the key's file is called: {@code @login}, or a mail address; in lower case
 * @param fingerprint of the key, {@code SHA256:…} or {@code openpgp:…}
 */
public record Signer(String name, String fingerprint) {}
