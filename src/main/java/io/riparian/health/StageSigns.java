package io.riparian.health;

import static io.riparian.model.FailureStage.COMMIT;
import static io.riparian.model.FailureStage.CONVERT;
import static io.riparian.model.FailureStage.POLL;
import static io.riparian.model.FailureStage.PRODUCE;
import static io.riparian.model.FailureStage.PUT;
import static io.riparian.model.FailureStage.START;
import static io.riparian.model.FailureStage.TRANSFORM;
import static io.riparian.model.FailureStage.UNKNOWN;
import static io.riparian.model.FailureStage.VALIDATE;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.riparian.model.FailureStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
          Sign.of(POLL, "SourceTask\\.poll$|Task\\.poll$"),
          Sign.of(
              START,
              "(?:Connector|Task)\\.start$|WorkerConnector\\.(?:doStart|start)"
                  + "|initializeAndStart"));

  /** Any sink is called from here, whatever it does. */
  private static final String SINK_LOOP = "WorkerSinkTask.poll";

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

  private static final Pattern STARTING =
      Pattern.compile("Failed to start connector|Error while starting connector");

  private StageSigns() {}

  static Optional<FailureStage> ofFrames(List<String> frames) {
    return frames.stream()
        .filter(frame -> !frame.endsWith(SINK_LOOP))
        .flatMap(frame -> ofFrame(frame).stream())
        .findFirst();
  }

  private static Optional<FailureStage> ofFrame(String frame) {
    return FRAMES.stream()
        .filter(sign -> sign.pattern().matcher(frame).find())
        .map(Sign::stage)
        .findFirst();
  }

  static FailureStage ofWords(CharSequence said) {
    Matcher named = NAMED.matcher(said);
    if (named.find()) {
      return NAMES.getOrDefault(named.group(1), UNKNOWN);
    }
    return STARTING.matcher(said).find() ? START : UNKNOWN;
  }
}
