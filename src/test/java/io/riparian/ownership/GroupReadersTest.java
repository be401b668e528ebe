package io.riparian.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.model.ConnectorId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by marks is what comparing each with each would find, at another price. */
class GroupReadersTest {

  /**
   * @param looks how often it was looked at
   */
  private record Sink(ConnectorId id, String team, KafkaBehind behind, AtomicInteger looks)
      implements GroupReaders.Reader {
    Sink(int number, String team, KafkaBehind behind) {
      this(
          new ConnectorId(behind.cluster(), "%05d".formatted(number)),
          team,
          behind,
          new AtomicInteger());
    }

    @Override
    public KafkaBehind kafka() {
      looks.incrementAndGet();
      return behind;
    }
  }

  private static GroupReaders<Sink> readers(List<Sink> sinks) {
    GroupReaders<Sink> readers = new GroupReaders<>();
    sinks.forEach(readers::add);
    return readers;
  }

  private static boolean areOne(KafkaBehind a, KafkaBehind b) {
    boolean bothAreCertain =
        !a.id().isEmpty() && !b.id().isEmpty() && !a.elsewhere() && !b.elsewhere();
    return a.cluster().equals(b.cluster())
        || (!a.id().isEmpty() && a.id().equals(b.id()))
        || (!bothAreCertain && !Collections.disjoint(a.servers(), b.servers()));
  }

  private static Optional<Sink> first(List<Sink> sinks, Sink of, Predicate<Sink> which) {
    return sinks.stream()
        .filter(other -> areOne(other.behind(), of.behind()))
        .filter(which)
        .findFirst();
  }

  private static <T> T any(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itFindsWhomComparingEachWithEachFinds(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Sink> sinks = new ArrayList<>();
      for (int number = random.nextInt(9); number > 0; number--) {
        KafkaBehind behind =
            new KafkaBehind(
                any(random, List.of("c1", "c2", "c3", "c4")),
                any(random, List.of("", "k1", "k2")),
                any(random, List.of(Set.of(), Set.of("a"), Set.of("b"), Set.of("a", "b"))),
                random.nextBoolean());
        sinks.add(new Sink(number, any(random, List.of("payments", "logistics")), behind));
      }
      sinks.sort((one, other) -> one.id().compareTo(other.id()));
      GroupReaders<Sink> readers = readers(sinks);

      for (Sink sink : sinks) {
        assertThat(readers.besides(sink))
            .isEqualTo(first(sinks, sink, other -> !other.id().equals(sink.id())));
        assertThat(readers.ofAnotherTeam(sink))
            .isEqualTo(first(sinks, sink, other -> !other.team().equals(sink.team())));
      }
    }
  }

  @Test
  void of20000WithOneGroupEachIsLookedAtAFewTimes() {
    List<Sink> sinks = new ArrayList<>();
    for (int number = 0; number < 20_000; number++) {
      KafkaBehind behind =
          new KafkaBehind("c" + number % 7, number % 2 == 0 ? "k" : "", Set.of("a", "b"), false);
      sinks.add(new Sink(number, "payments", behind));
    }
    sinks.sort((one, other) -> one.id().compareTo(other.id()));

    GroupReaders<Sink> readers = readers(sinks);
    for (Sink sink : sinks) {
      assertThat(readers.besides(sink)).isPresent();
      assertThat(readers.ofAnotherTeam(sink)).isEmpty();
    }

    assertThat(sinks).allSatisfy(sink -> assertThat(sink.looks()).hasValueLessThanOrEqualTo(5));
  }
}
