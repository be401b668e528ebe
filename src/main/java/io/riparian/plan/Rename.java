package io.riparian.plan;

import io.riparian.model.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connector that goes while another one of its team comes in its place: out of the same file, or
 * configured like it. To Connect they have nothing to do with each other.
 */
record Rename(Change.Delete from, Change.Create to) {

  /** Each connector is renamed once at most. */
  static List<Rename> among(List<Change.Delete> gone, List<Change.Create> come) {
    List<Change.Delete> left = new ArrayList<>(gone);
    List<Rename> renames = new ArrayList<>();
    for (Change.Create to : come) {
      left.stream()
          .filter(from -> areLike(from, to))
          .findFirst()
          .ifPresent(
              from -> {
                left.remove(from);
                renames.add(new Rename(from, to));
              });
    }
    return renames;
  }

  private static boolean areLike(Change.Delete from, Change.Create to) {
    return from.id().cluster().equals(to.id().cluster())
        && from.team().equals(to.team())
        && (from.file().equals(to.file())
            || Neighbours.config(from.before()).equals(to.after().config()));
  }

  /** What it means, after the new name. */
  String words() {
    Optional<String> group = group(Neighbours.config(from.before()), from);
    boolean goesOn = group.isPresent() && group.equals(group(to.after().config(), to));
    return "takes the place of `%s`, and %s"
        .formatted(
            from.id().name(),
            goesOn ? "goes on in its consumer group" : "reads again from the start");
  }

  private static Optional<String> group(ConnectorConfig config, Change change) {
    return FromTheStart.group(config, change.id().name());
  }
}
