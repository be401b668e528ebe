package io.riparian.policy.doctor;

import io.riparian.model.KafkaSight;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of the look at the Kafka cluster behind the workers. */
public sealed interface KafkaLook {

  /** What follows, by its kind. */
  <R> R fold(
      Supplier<R> ifNotNamed, Function<Unanswered, R> ifUnanswered, Function<KafkaSight, R> ifSeen);

  /** The cluster's file names no brokers. */
  record NotNamed() implements KafkaLook {
    @Override
    public <R> R fold(
        Supplier<R> ifNotNamed,
        Function<Unanswered, R> ifUnanswered,
        Function<KafkaSight, R> ifSeen) {
      return ifNotNamed.get();
    }
  }

  /** It was asked and did not answer, or could not be asked. */
  record Unanswered(String problem) implements KafkaLook {
    @Override
    public <R> R fold(
        Supplier<R> ifNotNamed,
        Function<Unanswered, R> ifUnanswered,
        Function<KafkaSight, R> ifSeen) {
      return ifUnanswered.apply(this);
    }
  }

  /** It answered. */
  record Seen(KafkaSight sight) implements KafkaLook {
    @Override
    public <R> R fold(
        Supplier<R> ifNotNamed,
        Function<Unanswered, R> ifUnanswered,
        Function<KafkaSight, R> ifSeen) {
      return ifSeen.apply(sight);
    }
  }
}
