package io.riparian.health;

import static io.riparian.model.FailureStage.COMMIT;
import static io.riparian.model.FailureStage.CONVERT;
import static io.riparian.model.FailureStage.POLL;
import static io.riparian.model.FailureStage.PRODUCE;
import static io.riparian.model.FailureStage.PUT;
import static io.riparian.model.FailureStage.START;
import static io.riparian.model.FailureStage.TRANSFORM;
import static io.riparian.model.FailureStage.VALIDATE;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How frames and logs show what a connector was doing. The first sign counts. */
final class StageSigns {
  private record Sign(FailureStage stage, Pattern pattern) {
    static Sign of(FailureStage stage, String pattern) {
      return new Sign(stage, Pattern.compile(pattern));
    }
  }

  private static final List<Sign> FRAMES =
      List.of(
          Sign.of(VALIDATE, "(?:Connector|Validat|Herder)[\\w.$]*\\.validate\\w*$"),
          Sign.of(
              TRANSFORM,
              "connect\\.transforms\\.|TransformationChain|\\.transforms?\\.\\w*.*\\.apply"),
          Sign.of(
              CONVERT,
              "Converter\\.(?:to|from)Connect|convertTransformedRecord|convertAndTransform"
                  + "|runtime\\.WorkerSinkTask\\.convert"),
          Sign.of(
              PRODUCE,
              "KafkaProducer\\.(?:send|doSend|waitOnMetadata)|sendRecords|maybeThrowProducerSend"),
          Sign.of(COMMIT, "Task\\.(?:preCommit|flush|commit)"),
          Sign.of(PUT, "Task\\.put$|deliverMessages"),
          Sign.of(POLL, "SourceTask\\.poll$|Task\\.poll$|io\\.debezium\\.pipeline\\."),
          Sign.of(
              START,
              "(?:Connector|Task)\\.(?:start|initialize|open)$|WorkerConnector\\.(?:doStart|start)"
                  + "|initializeAndStart|\\.(?:t|connectorT)askConfigs$|Config\\.<init>$"));

  /** What a connector's classes are called, where no frame of Connect's is left. */
  private static final List<Sign> CLASSES =
      List.of(
          Sign.of(START, "Connector\\.[\\w$]+$"),
          Sign.of(PUT, "\\.[\\w$]*Sink[\\w$]*\\.[\\w$<>]+$"),
          Sign.of(POLL, "\\.[\\w$]*Source[\\w$]*\\.[\\w$<>]+$"));

  /** Any sink is called from here, whatever it does. */
  private static final String SINK_LOOP = "WorkerSinkTask.poll";

  private static final String CONNECT = "org.apache.kafka.connect.";

  /** As Connect's own errors name a stage. */
  private static final Pattern NAMED = Pattern.compile("[Ee]xecuting stage '(\\w+)'");

  private static final Map<String, FailureStage> NAMES =
      Map.of(
          "TRANSFORMATION", TRANSFORM,
          "KEY_CONVERTER", CONVERT,
          "VALUE_CONVERTER", CONVERT,
          "HEADER_CONVERTER", CONVERT,
          "TASK_PUT", PUT,
          "TASK_POLL", POLL,
          "KAFKA_PRODUCE", PRODUCE);

  /** What Connect logs of a stage. */
  private static final List<Sign> WORDS =
      List.of(
          Sign.of(
              START,
              "(?i)(?:Failed to|Error while|Could(?:n't| not)|Unable to) start(?:ing)? \\w*(?:connector|task)"
                  + "|Failed to reconfigure connector's tasks|initialization failed and will not be started"),
          Sign.of(VALIDATE, "Connector configuration is invalid"),
          Sign.of(PUT, "RetriableException from SinkTask"),
          Sign.of(POLL, "failed to poll records from SourceTask"),
          Sign.of(CONVERT, "Error converting message (?:key|value)"),
          Sign.of(PRODUCE, "failed to send record to"),
          Sign.of(COMMIT, "Commit of offsets threw|Offset commit failed"));

  private StageSigns() {}

  static Optional<FailureStage> ofFrames(List<String> frames) {
    return first(frames.stream().filter(frame -> !frame.endsWith(SINK_LOOP)), FRAMES);
  }

  /** What the names of a connector's own classes let guess. */
  static Optional<FailureStage> ofClasses(List<String> frames) {
    return first(frames.stream().filter(frame -> !frame.startsWith(CONNECT)), CLASSES);
  }

  private static Optional<FailureStage> first(Stream<String> frames, List<Sign> signs) {
    return frames.flatMap(frame -> ofFrame(frame, signs).stream()).findFirst();
  }

  private static Optional<FailureStage> ofFrame(String frame, List<Sign> signs) {
    return signs.stream()
        .filter(sign -> sign.pattern().matcher(frame).find())
        .map(Sign::stage)
        .findFirst();
  }

  static Optional<FailureStage> ofWords(CharSequence said) {
    Matcher named = NAMED.matcher(said);
    if (named.find()) {
      return Optional.ofNullable(NAMES.get(named.group(1)));
    }
    return WORDS.stream()
        .filter(sign -> sign.pattern().matcher(said).find())
        .map(Sign::stage)
        .findFirst();
  }
}
