package io.riparian.ownership.approval;

/**
 * A change of a path that touches what belongs to somebody else, who has to agree to it too.
 *
 * @param path the path that changes
 * @param belonging a path of theirs: whoever must agree to a change of it must agree to this one
 * @param detail what is touched, as a clause
 */
public record Concern(String path, String belonging, String detail) {}
