package io.riparian.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riparian.forge.ChangeRequest;
import io.riparian.forge.Check;
import io.riparian.forge.Forge;
import io.riparian.ledger.Ledger;
import io.riparian.ledger.ToldRequest;
import io.riparian.report.RequestCheck;
import io.riparian.report.RequestComment;
import io.riparian.report.RequestReport;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says on a request what is to be said, and keeps what was. */
final class RequestTeller {
  private static final Logger LOG = Logger.getLogger(RequestTeller.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Forge forge;
  private final Ledger ledger;
  private final String marker;
  private final InstantSource clock;

  /**
   * @param instance whose comments are ours
   */
  RequestTeller(Forge forge, Ledger ledger, String instance, InstantSource clock) {
    this.forge = forge;
    this.ledger = ledger;
    this.marker = RequestComment.marker(instance);
    this.clock = clock;
  }

  /**
   * Says it in our comment.
   *
   * @param mergedAs the commit of the branch that it became; empty text before
   */
  void comment(ChangeRequest request, RequestReport report, String mergedAs) {
    forge.comment(request, marker, RequestComment.of(report));
    ledger.tell(
        new ToldRequest(
            request.number(),
            request.head(),
            mergedAs,
            report.stage(),
            Chronicle.json(report),
            clock.instant()));
  }

  /** Says it beside the request's newest commit. */
  void check(ChangeRequest request, RequestReport report) {
    forge.check(check(request.head(), RequestCheck.of(report)));
  }

  private static Check check(String head, RequestCheck check) {
    return new Check(
        head,
        Check.Conclusion.valueOf(check.conclusion().name()),
        check.title(),
        check.summary(),
        check.annotations().stream()
            .map(
                one ->
                    new Check.Annotation(
                        one.path(),
                        one.line(),
                        Check.Annotation.Level.valueOf(one.level().name()),
                        one.title(),
                        one.message()))
            .toList());
  }

  /** What was told; when a version that told otherwise did so, nothing is known of it any more. */
  Optional<RequestReport> report(ToldRequest told) {
    try {
      return Optional.of(JSON.readValue(told.report(), RequestReport.class));
    } catch (JsonProcessingException ofAnotherVersion) {
      LOG.warnf("what was told on request #%d is not what we tell; it is left", told.number());
      ledger.forgetRequest(told.number());
      return Optional.empty();
    }
  }
}
