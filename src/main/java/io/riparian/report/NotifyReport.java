package io.riparian.report;

import java.util.List;

/**
 * How it stands with telling people: the channels, the routes that lead nowhere, and what nobody
 * was told.
 */
public record NotifyReport(
    List<ChannelReport> channels, List<String> problems, List<DeadLetter> dead) {

  /**
   * One channel.
   *
   * @param due how many notices are to go out now
   * @param held how many wait for a time: the end of quiet hours, or a further try
   * @param problem why the last try failed; empty when it did not
   * @param failedAt when a try last failed; empty when none did since the daemon started
   * @param sentAt when one last arrived; empty as well
   */
  public record ChannelReport(
      String name,
      String type,
      int due,
      int held,
      String problem,
      String failedAt,
      String sentAt) {}

  /**
   * What somebody was to be told and was not.
   *
   * @param to the team's name, or {@code platform}
   */
  public record DeadLetter(String at, String to, String channel, String notice, String why) {}
}
