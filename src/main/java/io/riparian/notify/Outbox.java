package io.riparian.notify;

import io.riparian.model.Notice;
import io.riparian.model.Party;
import io.riparian.model.Routes;
import io.riparian.model.Urgency;
import io.riparian.notify.Letter.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Where notices are posted. Whoever posts one waits for nobody: each channel has a thread that
 * brings them out, tries again what failed, and gives up after a day. What nobody was told in the
 * end can be looked at. It may tell something twice when the daemon is killed in between, and
 * nothing is lost by that.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Outbox.class);

  static final int MOST_DEAD = 500;
  static final int MOST_OPEN = 20_000;
  private static final Duration LONGEST_END = Duration.ofSeconds(3);

  private final Letters letters;
  private final InstantSource clock;
  private final Map<String, Lane> lanes = new TreeMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Topic, Map<Place, Long>> open = new LinkedHashMap<>();
  private final Set<Long> told = new HashSet<>();
  private final Deque<Letter> dead = new ArrayDeque<>();
  private long last;

  /** What is told to whom, until it is over. */
  private record Topic(String notice, Party to) {
    static Topic of(Notice notice) {
      return new Topic(notice.id(), notice.to());
    }
  }

  /** A place where something is told. */
  private record Place(String channel, String to) {
    static Place of(Letter letter) {
      return new Place(letter.channel(), letter.to());
    }
  }

  /**
   * An outbox with what its predecessor left.
   *
   * @param chance for how long to wait before a further try
   */
  public Outbox(
      List<Channel> channels,
      Letters letters,
      Backoff backoff,
      InstantSource clock,
      RandomGenerator chance) {
    this.letters = letters;
    this.clock = clock;
    for (Channel channel : channels) {
      lanes.put(channel.name(), new Lane(channel, new Bookkeeping(), backoff, clock, chance));
    }
    letters.all().forEach(this::recall);
  }

  private synchronized void recall(Letter letter) {
    last = Math.max(last, letter.number());
    switch (letter.state()) {
      case WAITING -> {
        noteOpen(letter);
        hand(letter);
      }
      case TOLD -> {
        noteOpen(letter);
        told.add(letter.number());
      }
      case DEAD -> dead.addFirst(letter);
    }
  }

  /** Begins to bring out. */
  public void start() {
    for (Lane lane : lanes.values()) {
      Thread thread = new Thread(lane, "notify-" + lane.channel().name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Posts a notice by every route that takes it. What ends something goes also to wherever that was
   * told, whatever its urgency.
   *
   * @param routes of the party that the notice is for
   */
  public synchronized void post(Notice notice, Routes routes) {
    Instant now = clock.instant();
    Set<Place> places = new LinkedHashSet<>();
    for (Routes.Route route : routes.routes()) {
      if (notice.urgency().compareTo(route.least()) >= 0) {
        places.add(new Place(route.channel(), route.to()));
      }
    }
    if (notice.isOver()) {
      places.addAll(open.getOrDefault(Topic.of(notice), Map.of()).keySet());
      close(Topic.of(notice));
    } else if (routes.routes().isEmpty() && notice.urgency() != Urgency.QUIET) {
      bury(letter(notice, new Place("", ""), now), notice.to() + " has no route");
    }
    Instant due = due(notice, routes, now);
    for (Place place : places) {
      Letter letter = letter(notice, place, due);
      if (!notice.isOver()) {
        noteOpen(letter);
      }
      keep(letter);
      hand(letter);
    }
  }

  private Letter letter(Notice notice, Place place, Instant due) {
    return new Letter(++last, State.WAITING, notice, place.channel(), place.to(), due, due, 0, "");
  }

  private static Instant due(Notice notice, Routes routes, Instant now) {
    return notice.urgency() == Urgency.PAGE
        ? now
        : routes.quiet().flatMap(quiet -> quiet.endAfter(now)).orElse(now);
  }

  private void hand(Letter letter) {
    Lane lane = lanes.get(letter.channel());
    if (lane == null) {
      bury(letter, "the daemon has no channel `" + letter.channel() + "`");
    } else {
      lane.add(letter).ifPresent(out -> bury(out, "too much waits for this channel"));
    }
  }

  private void noteOpen(Letter letter) {
    Topic topic = Topic.of(letter.notice());
    if (letter.notice().isOver() || letter.notice().kind() == Notice.Kind.TEST) {
      return;
    }
    if (open.size() >= MOST_OPEN && !open.containsKey(topic)) {
      close(open.keySet().iterator().next());
    }
    open.computeIfAbsent(topic, unknown -> new LinkedHashMap<>())
        .putIfAbsent(Place.of(letter), letter.number());
  }

  /** What was told of it need not be remembered any more; what still waits goes out as it is. */
  private void close(Topic topic) {
    open.getOrDefault(topic, Map.of()).values().stream().filter(told::remove).forEach(this::forget);
    open.remove(topic);
  }

  private boolean isOpen(Letter letter) {
    Map<Place, Long> places = open.getOrDefault(Topic.of(letter.notice()), Map.of());
    return Long.valueOf(letter.number()).equals(places.get(Place.of(letter)));
  }

  private void bury(Letter letter, String why) {
    Letter buried = letter.dead(clock.instant(), why);
    LOG.warnf(
        "%s was not told by the channel `%s` (%s): %s",
        buried.notice().to(), buried.channel(), buried.notice().id(), why);
    dead.addFirst(buried);
    keep(buried);
    if (isOpen(letter)) {
      open.getOrDefault(Topic.of(letter.notice()), Map.of()).remove(Place.of(letter));
    }
    while (dead.size() > MOST_DEAD) {
      forget(dead.removeLast().number());
    }
  }

  /** That it cannot be written down keeps nobody from being told. */
  private void keep(Letter letter) {
    try {
      letters.put(letter);
    } catch (RuntimeException unwritable) {
      LOG.warn("what waits to be told cannot be written down, and a restart would lose it");
    }
  }

  private void forget(long number) {
    try {
      letters.remove(number);
    } catch (RuntimeException unwritable) {
      LOG.warn("what was told cannot be crossed out, and a restart would tell it again");
    }
  }

  /** Brings out all that is due, by this thread; for those who did not start any. */
  void bringAll() {
    Instant now = clock.instant();
    for (Lane lane : lanes.values()) {
      boolean more = true;
      while (more) {
        more = lane.step().filter(due -> !due.isAfter(now)).isPresent();
      }
    }
  }

  /** How each channel does, by name. */
  public List<ChannelStanding> channels() {
    return lanes.values().stream().map(Lane::standing).toList();
  }

  /** The channel of this name. */
  public Optional<Channel> channel(String name) {
    return Optional.ofNullable(lanes.get(name)).map(Lane::channel);
  }

  /** What somebody was to be told and was not, the newest first. */
  public synchronized List<Letter> dead() {
    return List.copyOf(dead);
  }

  /** Ends without bringing out what waits; it is written down. */
  @Override
  public void close() {
    lanes.values().forEach(Lane::end);
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(LONGEST_END.toMillis());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    lanes.values().forEach(lane -> lane.channel().close());
  }

  /** Writes down what becomes of letters. */
  private final class Bookkeeping implements Lane.Delivery {
    @Override
    public void sent(Letter letter) {
      synchronized (Outbox.this) {
        if (isOpen(letter)) {
          told.add(letter.number());
          keep(letter.now(State.TOLD));
        } else {
          forget(letter.number());
        }
      }
    }

    @Override
    public void again(Letter letter) {
      synchronized (Outbox.this) {
        keep(letter);
      }
    }

    @Override
    public void dead(Letter letter) {
      synchronized (Outbox.this) {
        bury(letter, letter.why());
      }
    }
  }
}
