package io.riparian.repo;

/**
 * One path of a tree and what it holds. Two entries with the same object id hold the same bytes,
 * whatever their paths and wherever they were read.
 *
 * @param path from the root, with {@code /} between names and none in front
 * @param objectId the Git object id, 40 hex digits; zeros where a working copy cannot know it
 */
public record TreeEntry(String path, String objectId, EntryKind kind) {}
