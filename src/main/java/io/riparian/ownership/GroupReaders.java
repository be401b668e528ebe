package io.riparian.ownership;

import io.riparian.model.ConnectorId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Those that read with one consumer group, by the Kafka cluster that they read from. However many
 * there are, each is looked at a few times: nobody is compared with everybody.
 */
final class GroupReaders<R extends GroupReaders.Reader> {
  private final Map<String, Foremost<R>> byMark = new HashMap<>();

  /** One connector that reads with the group. */
  interface Reader {
    ConnectorId id();

    String team();

    KafkaBehind kafka();
  }

  /** The first of those that bear one mark, and as many more as it takes to answer for anybody. */
  private static final class Foremost<R extends Reader> {
    private final R first;
    private Optional<R> second = Optional.empty();
    private Optional<R> firstOfAnotherTeam = Optional.empty();

    Foremost(R first) {
      this.first = first;
    }

    void add(R next) {
      if (second.isEmpty() && !next.id().equals(first.id())) {
        second = Optional.of(next);
      }
      if (firstOfAnotherTeam.isEmpty() && !next.team().equals(first.team())) {
        firstOfAnotherTeam = Optional.of(next);
      }
    }

    Optional<R> besides(ConnectorId id) {
      return first.id().equals(id) ? second : Optional.of(first);
    }

    Optional<R> besides(String team) {
      return first.team().equals(team) ? firstOfAnotherTeam : Optional.of(first);
    }
  }

  /** Adds one; they come in the order of their ids. */
  void add(R reader) {
    for (String mark : reader.kafka().marks()) {
      Foremost<R> known = byMark.get(mark);
      if (known == null) {
        byMark.put(mark, new Foremost<>(reader));
      } else {
        known.add(reader);
      }
    }
  }

  /** The first other connector on the Kafka cluster of this one. */
  Optional<R> besides(Reader reader) {
    return first(reader, foremost -> foremost.besides(reader.id()));
  }

  /** The first connector of another team on the Kafka cluster of this one. */
  Optional<R> ofAnotherTeam(Reader reader) {
    return first(reader, foremost -> foremost.besides(reader.team()));
  }

  private Optional<R> first(Reader reader, Function<Foremost<R>, Optional<R>> choice) {
    return reader.kafka().marksOfTheSame().stream()
        .flatMap(mark -> Stream.ofNullable(byMark.get(mark)))
        .flatMap(foremost -> choice.apply(foremost).stream())
        .min(Comparator.comparing(Reader::id));
  }
}
