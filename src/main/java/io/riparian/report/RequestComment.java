package io.riparian.report;

import io.riparian.report.Excerpt.Room;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What is said on a request's page, as Markdown. The same report gives the same text; it is never
 * longer than {@link #LONGEST}, and says what it leaves out.
 */
public final class RequestComment {
  /** In bytes of UTF-8; GitHub takes 65,536 characters, the others more. */
  public static final int LONGEST = 60_000;

  /** What is folded away first: differences, then most mistakes of a file, then connectors. */
  private static final List<Room> ROOMS =
      List.of(
          new Room(true, Room.ALL, Room.ALL),
          new Room(false, Room.ALL, Room.ALL),
          new Room(false, 5, Room.ALL),
          new Room(false, 1, Room.ALL),
          new Room(false, 1, 200),
          new Room(false, 1, 100),
          new Room(false, 1, 50),
          new Room(false, 1, 20),
          new Room(false, 1, 5));

  static final Room NO_ROOM = new Room(false, 0, 0);

  private RequestComment() {}

  /**
   * By this one daemon finds its own comments again: a word of letters and digits for each name,
   * whatever stands in that.
   *
   * @param instance the daemon's name
   */
  public static String marker(String instance) {
    return "riparian:request:"
        + HexFormat.of().formatHex(instance.getBytes(StandardCharsets.UTF_8));
  }

  /** The comment, without any mark. */
  public static String of(RequestReport request) {
    return fitting(request, LONGEST);
  }

  private static String fitting(RequestReport request, int most) {
    for (Room room : ROOMS) {
      String text = CommentText.of(request, room);
      if (size(text) <= most) {
        return text;
      }
    }
    return CommentText.shortest(request);
  }

  static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
