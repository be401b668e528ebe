package io.riparian.report;

import io.riparian.model.ConnectorId;
import io.riparian.model.Quoted;
import io.riparian.plan.Blast;
import io.riparian.plan.Consequences;
import io.riparian.plan.Risk;
import io.riparian.policy.Acl;
import java.util.List;
import java.util.Objects;

/**
 * What there is to tell of one request to change the branch: on its page, in the API and in a
 * terminal. It holds no configuration value that did not go through redaction.
 *
 * @param schema {@link #SCHEMA}: a new number when something in it goes or changes its meaning
 * @param head the newest commit that is asked for
 * @param base the revision in force that it is compared with
 * @param digest names what its plan says, whatever commits say it
 * @param stage how far it has come, as {@code open}
 * @param plan the part of the merge result's plan that it is responsible for
 * @param connectors what becomes of each connector, by cluster and name
 * @param risks the gravest first; none for a routine change
 * @param acls what to ask the owners of Kafka for
 * @param asides what else there is to know, a sentence each
 */
public record RequestReport(
    String schema,
    String head,
    String base,
    String digest,
    String stage,
    PlanReport plan,
    List<RequestRow> connectors,
    List<RiskReport> risks,
    List<AclReport> acls,
    Agreements agreements,
    List<String> asides) {
  public static final String SCHEMA = "riparian.request/1";

  public RequestReport {
    connectors = List.copyOf(connectors);
    risks = List.copyOf(risks);
    acls = List.copyOf(acls);
    // What was kept before there were any has none.
    asides = List.copyOf(Objects.requireNonNullElse(asides, List.of()));
  }

  /**
   * Something to look at first.
   *
   * @param flag as {@code secret-endpoint}
   * @param why goes on after the connector's name
   */
  public record RiskReport(String cluster, String connector, String flag, String why) {
    static RiskReport of(Risk risk) {
      return new RiskReport(risk.id().cluster(), risk.id().name(), risk.flag().code(), risk.why());
    }

    RiskReport withoutValues() {
      return new RiskReport(cluster, connector, flag, Quoted.withoutValues(why));
    }
  }

  /**
   * One right on Kafka.
   *
   * @param principal {@code workers}, or {@code connector} where its configuration has credentials
   *     of its own
   * @param operation {@code READ}, {@code WRITE} or {@code CREATE}
   * @param resource {@code topic} or {@code group}
   * @param key the configuration key that it follows from
   * @param name empty when any is meant, or when it cannot be told
   * @param pattern {@code literal}, {@code prefixed}, {@code any}, or {@code untold}
   */
  public record AclReport(
      String cluster,
      String connector,
      String principal,
      String operation,
      String resource,
      String key,
      String name,
      String pattern) {
    static AclReport of(ConnectorId id, Acl acl) {
      return new AclReport(
          id.cluster(),
          id.name(),
          PlanReport.word(acl.principal()),
          acl.operation().name(),
          PlanReport.word(acl.resource()),
          acl.key(),
          acl.isTold() ? acl.name() : "",
          pattern(acl));
    }

    private static String pattern(Acl acl) {
      if (!acl.isTold()) {
        return "untold";
      }
      return acl.whole() ? "literal" : acl.isNamed() ? "prefixed" : "any";
    }

    AclReport withoutValues() {
      return new AclReport(cluster, connector, principal, operation, resource, key, "", "untold");
    }
  }

  /**
   * @param plan what the request is responsible for
   * @param consequences of its changes
   */
  public static RequestReport of(
      String head,
      String base,
      RequestStage stage,
      PlanReport plan,
      Touched touched,
      Consequences consequences,
      Agreements agreements) {
    return new RequestReport(
        SCHEMA,
        head,
        base,
        Fingerprint.digest(PlanText.of(plan)),
        stage.word(),
        plan,
        RequestRows.of(stage, plan, touched, consequences.blasts(), agreements),
        consequences.risks().stream().map(RiskReport::of).toList(),
        consequences.needs().stream()
            .flatMap(need -> need.acls().stream().map(acl -> AclReport.of(need.id(), acl)))
            .toList(),
        agreements,
        List.of());
  }

  /** The same, and what else there is to know of it. */
  public RequestReport with(List<String> otherAsides) {
    return new RequestReport(
        schema, head, base, digest, stage, plan, connectors, risks, acls, agreements, otherAsides);
  }

  /** The same after its changes were carried out on one cluster, or not. */
  public RequestReport after(String cluster, List<OutcomeReport> outcomes) {
    return new RequestReport(
        schema,
        head,
        base,
        digest,
        stage,
        plan,
        connectors.stream().map(row -> row.after(cluster, outcomes)).toList(),
        risks,
        acls,
        agreements,
        asides);
  }

  /** The same, with others who must agree. */
  public RequestReport with(Agreements others) {
    return new RequestReport(
        schema, head, base, digest, stage, plan, connectors, risks, acls, others, asides);
  }

  /** The same at another stage. */
  public RequestReport at(RequestStage other) {
    return new RequestReport(
        schema,
        head,
        base,
        digest,
        other.word(),
        plan,
        connectors,
        risks,
        acls,
        agreements,
        asides);
  }

  /** The same without any configuration value: what those may see who showed no credential. */
  public RequestReport withoutValues() {
    return new RequestReport(
        schema,
        head,
        base,
        digest,
        stage,
        plan.withoutValues(),
        connectors.stream().map(RequestRow::withoutValues).toList(),
        risks.stream().map(RiskReport::withoutValues).toList(),
        acls.stream().map(AclReport::withoutValues).toList(),
        agreements,
        asides.stream().map(Quoted::withoutValues).toList());
  }

  /** What it comes to, in one line. */
  public String verdict() {
    return RequestVerdict.of(this).words();
  }

  /** The mistakes alone; the files are those of the connectors. */
  public ValidationReport findings() {
    return ValidationReport.among(connectors.stream().map(RequestRow::file), plan.diagnostics());
  }

  /**
   * Whether there is anything to mend before it can be merged and all of it be done: a conflict, a
   * mistake, something that is held back or that nobody can agree to.
   */
  public boolean needsMending() {
    return RequestStage.of(stage) == RequestStage.CONFLICTING
        || plan.hasErrors()
        || plan.hasDeferrals()
        || agreements.missing().stream().anyMatch(Agreements.AskedReport::isNobodys);
  }

  /** How far a change reaches. */
  public record BlastReport(
      String effect,
      int tasks,
      boolean exact,
      String offsets,
      List<String> downstream,
      String words) {
    public BlastReport {
      downstream = List.copyOf(downstream);
    }

    static BlastReport of(Blast blast) {
      return new BlastReport(
          PlanReport.word(blast.effect()),
          blast.tasks(),
          blast.exact(),
          PlanReport.word(blast.offsets()),
          blast.downstream().stream().map(ConnectorId::toString).toList(),
          blast.words());
    }
  }
}
