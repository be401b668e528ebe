package io.riparian.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times that come again, as five fields say it: minute, hour, day of the month, month, day of the
 * week. Where both days are restricted, either is enough, as in every cron.
 *
 * <p>A time of day that a zone leaves out in spring is taken for the moment right after the gap,
 * and one that it has twice in autumn counts twice: a freeze that begins then is never missed.
 */
public final class Cron {
  /** Leap days can be eight years apart. */
  private static final int YEARS_AHEAD = 9;

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private final String text;
  private final BitSet months;
  private final BitSet daysOfMonth;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;
  private final List<LocalTime> times = new ArrayList<>();

  private Cron(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "it has five fields: minute, hour, day of the month, month, day of the week");
    }
    this.text = String.join(" ", fields);
    BitSet minutes = new Field("minute", 0, 59, List.of(), 0).read(fields[0]);
    BitSet hours = new Field("hour", 0, 23, List.of(), 0).read(fields[1]);
    this.daysOfMonth = new Field("day of the month", 1, 31, List.of(), 0).read(fields[2]);
    this.months = new Field("month", 1, 12, MONTHS, 1).read(fields[3]);
    this.daysOfWeek = new Field("day of the week", 0, 7, DAYS, 0).read(fields[4]);
    if (daysOfWeek.get(7)) {
      daysOfWeek.set(0);
    }
    this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    hours.stream()
        .forEach(hour -> minutes.stream().forEach(minute -> times.add(LocalTime.of(hour, minute))));
  }

  /**
   * @throws IllegalArgumentException with what is wrong, in one sentence
   */
  public static Cron parse(String text) {
    return new Cron(text);
  }

  /** What a field may say. */
  private record Field(String name, int least, int most, List<String> words, int firstWord) {

    BitSet read(String written) {
      BitSet values = new BitSet();
      for (String part : written.split(",", -1)) {
        String[] stepped = part.split("/", -1);
        if (stepped.length > 2) {
          throw wrong(part);
        }
        int step = stepped.length == 2 ? number(stepped[1], 1, most, part) : 1;
        String[] range = stepped[0].split("-", -1);
        int from = least;
        int to = most;
        if (range.length > 2) {
          throw wrong(part);
        } else if (!stepped[0].equals("*")) {
          from = value(range[0], part);
          to = range.length == 2 ? value(range[1], part) : stepped.length == 2 ? most : from;
        }
        if (from > to) {
          throw wrong(part);
        }
        for (int value = from; value <= to; value += step) {
          values.set(value);
        }
      }
      return values;
    }

    private int value(String written, String part) {
      int word = words.indexOf(written.toLowerCase(Locale.ROOT));
      return word >= 0 ? word + firstWord : number(written, least, most, part);
    }

    private int number(String written, int from, int to, String part) {
      if (!written.matches("[0-9]{1,2}")) {
        throw wrong(part);
      }
      int number = Integer.parseInt(written);
      if (number < from || number > to) {
        throw wrong(part);
      }
      return number;
    }

    private IllegalArgumentException wrong(String part) {
      String shown = part.replaceAll("\\p{Cntrl}", "?");
      return new IllegalArgumentException(
          "`%s` is no %s; it is from %d to %d, as *, n, n-m, with /step, several with commas"
              .formatted(
                  shown.length() > 20 ? shown.substring(0, 20) + "…" : shown, name, least, most));
    }
  }

  /** The first time after {@code after}; empty when there is none in the next years. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    LocalDate first = after.atZone(zone).toLocalDate();
    for (LocalDate day = first; day.isBefore(first.plusYears(YEARS_AHEAD)); day = day.plusDays(1)) {
      Optional<Instant> found = isOn(day) ? firstOn(day, after, zone.getRules()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean isOn(LocalDate day) {
    boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
    boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return months.get(day.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  private Optional<Instant> firstOn(LocalDate day, Instant after, ZoneRules rules) {
    Instant earliest = Instant.MAX;
    for (LocalTime time : times) {
      for (Instant instant : instants(day.atTime(time), rules)) {
        if (instant.isAfter(after) && instant.isBefore(earliest)) {
          earliest = instant;
        }
      }
    }
    return earliest.equals(Instant.MAX) ? Optional.empty() : Optional.of(earliest);
  }

  private static List<Instant> instants(LocalDateTime time, ZoneRules rules) {
    ZoneOffsetTransition change = rules.getTransition(time);
    return change != null && change.isGap()
        ? List.of(change.getInstant())
        : rules.getValidOffsets(time).stream().map(time::toInstant).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
