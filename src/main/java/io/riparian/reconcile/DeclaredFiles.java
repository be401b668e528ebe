package io.riparian.reconcile;

import io.riparian.manifest.Layout;
import io.riparian.manifest.ParsedFile;
import io.riparian.manifest.PathEntry;
import io.riparian.manifest.Resolutions;
import io.riparian.manifest.Resolver;
import io.riparian.model.Declarations;
import io.riparian.repo.FileSet;
import io.riparian.repo.TreeEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files as they were read, with what they declare together. Of the files that are read {@link
 * #next}, none is read or parsed again whose path and content are the same here.
 *
 * @param contents by their paths
 * @param resolutions what need not be resolved again
 */
record DeclaredFiles(
    Drawn drawn,
    Map<String, Content> contents,
    Resolutions resolutions,
    Declarations declarations) {

  static final DeclaredFiles NONE = none();

  DeclaredFiles {
    contents = Collections.unmodifiableMap(contents);
  }

  /** A layout, and the paths that it was made from: it depends on nothing else. */
  record Drawn(List<PathEntry> paths, Layout layout) {

    /** The layout of these files, which is not made anew where no path has changed. */
    Drawn of(FileSet files) {
      List<PathEntry> now = Reading.paths(files);
      return now.equals(paths) ? this : new Drawn(now, Reading.layout(files));
    }
  }

  /** A file, and the content that it was parsed from. */
  record Content(String objectId, ParsedFile file) {}

  private static DeclaredFiles none() {
    Drawn drawn = new Drawn(List.of(), Layout.of(List.of(), Map.of()));
    Resolver.Resolved nothing = Resolver.resolve(drawn.layout(), List.of(), Resolutions.none());
    return new DeclaredFiles(drawn, Map.of(), nothing.resolutions(), nothing.declarations());
  }

  /**
   * Reads other files.
   *
   * @throws io.riparian.repo.RepositoryUnreadableException when the files cannot be had, whole
   */
  DeclaredFiles next(FileSet files) {
    Drawn now = drawn.of(files);
    Map<String, Content> read = read(files, now.layout());
    Resolver.Resolved resolved = Resolver.resolve(now.layout(), parsed(read), resolutions);
    return new DeclaredFiles(now, read, resolved.resolutions(), resolved.declarations());
  }

  private Map<String, Content> read(FileSet files, Layout layout) {
    Map<String, Content> now = new LinkedHashMap<>();
    List<TreeEntry> unread = new ArrayList<>();
    for (TreeEntry entry : files.entries()) {
      if (layout.files().contains(entry.path())) {
        Content content = contents.get(entry.path());
        if (content == null || !content.objectId().equals(entry.objectId())) {
          unread.add(entry);
        } else {
          now.put(entry.path(), content);
        }
      }
    }
    // No file depends on another yet, and all have to be read before anything is in force.
    unread.parallelStream()
        .map(entry -> new Content(entry.objectId(), Reading.parse(files, entry).withoutRemains()))
        .toList()
        .forEach(content -> now.put(content.file().path(), content));
    return now;
  }

  /** Every file that was to be read. */
  List<ParsedFile> parsed() {
    return parsed(contents);
  }

  private static List<ParsedFile> parsed(Map<String, Content> contents) {
    return contents.values().stream().map(Content::file).toList();
  }
}
