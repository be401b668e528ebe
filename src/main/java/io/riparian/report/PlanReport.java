package io.riparian.report;

import io.riparian.model.DeclaredState;
import io.riparian.model.Diagnostic;
import io.riparian.model.Quoted;
import io.riparian.plan.Change;
import io.riparian.plan.ClusterPlan;
import io.riparian.plan.Deferral;
import io.riparian.plan.KeyChange;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A plan as it is printed, posted, stored and answered: the same shape everywhere, and stable. It
 * holds no configuration value that did not go through redaction.
 *
 * @param schema {@link #SCHEMA}: a new number when something in it goes or changes its meaning
 * @param revision the commit, or {@code working-copy}
 * @param approval whether owners were asked: {@link #JUDGED}, {@link #NOT_JUDGED} or {@link
 *     #NOT_ASKED}
 */
public record PlanReport(
    String schema,
    String revision,
    String approval,
    List<ClusterReport> clusters,
    List<DiagnosticReport> diagnostics) {
  public static final String SCHEMA = "riparian.plan/1";

  /** What no owner agreed to is held, and not planned. */
  public static final String JUDGED = "judged";

  /** Planned as if every owner agreed; in force, some of it may be held. */
  public static final String NOT_JUDGED = "not-judged";

  /** No evidence is asked for, so that nothing is held for want of it. */
  public static final String NOT_ASKED = "not-asked";

  public PlanReport(
      String revision,
      String approval,
      List<ClusterReport> clusters,
      List<DiagnosticReport> diagnostics) {
    this(SCHEMA, revision, approval, clusters, diagnostics);
  }

  /** What is to be done on one cluster. */
  public record ClusterReport(
      String cluster,
      String mode,
      int managed,
      List<ChangeReport> changes,
      List<DeferralReport> deferrals,
      List<UnmanagedReport> unmanaged) {

    /** The same without any configuration value. */
    public ClusterReport withoutValues() {
      return new ClusterReport(
          cluster,
          mode,
          managed,
          changes.stream().map(ChangeReport::withoutValues).toList(),
          deferrals.stream().map(DeferralReport::withoutValues).toList(),
          unmanaged);
    }
  }

  /**
   * One change. {@code state} is {@code from -> to} for a change of state, the declared state for a
   * creation, and empty otherwise.
   */
  public record ChangeReport(
      String connector,
      String team,
      String kind,
      String cause,
      String file,
      String state,
      List<KeyReport> diff) {

    ChangeReport withoutValues() {
      return new ChangeReport(
          connector,
          team,
          kind,
          cause,
          file,
          state,
          diff.stream().map(KeyReport::withoutValues).toList());
    }
  }

  /** One key that differs, masked. */
  public record KeyReport(String key, String kind, String before, String after) {

    KeyReport withoutValues() {
      return new KeyReport(key, kind, "", "");
    }

    /** A sign, the key, and the values as far as they are told, as one line. */
    String line() {
      return switch (kind) {
        case "added" -> "+ " + key + told(": ", after);
        case "removed" -> "- " + key + told(": ", before);
        default -> "~ " + key + told(": ", before) + told(" -> ", after);
      };
    }

    private static String told(String sign, String value) {
      return value.isEmpty() ? "" : sign + value;
    }
  }

  /**
   * One change held back; {@code connector} is empty when it covers the whole cluster.
   *
   * @param until when it ends by itself, RFC 3339; empty when no hour ends it
   */
  public record DeferralReport(
      String connector, String reason, String why, String acknowledge, String until) {

    DeferralReport withoutValues() {
      return new DeferralReport(connector, reason, Quoted.withoutValues(why), acknowledge, until);
    }
  }

  /** One connector that is not ours. */
  public record UnmanagedReport(String connector, String type, String why) {}

  public static PlanReport of(
      String revision, List<ClusterPlan> plans, List<Diagnostic> diagnostics) {
    return new PlanReport(
        revision,
        NOT_ASKED,
        plans.stream()
            .sorted(Comparator.comparing(ClusterPlan::cluster))
            .map(PlanReport::cluster)
            .toList(),
        diagnostics.stream().map(DiagnosticReport::of).toList());
  }

  /** One cluster's part. */
  public static ClusterReport cluster(ClusterPlan plan) {
    return new ClusterReport(
        plan.cluster(),
        word(plan.mode()),
        plan.managed(),
        plan.changes().stream().map(PlanReport::change).toList(),
        plan.deferrals().stream().map(PlanReport::deferral).toList(),
        plan.unmanaged().stream()
            .map(found -> new UnmanagedReport(found.name(), found.type(), word(found.why())))
            .toList());
  }

  /** One change. */
  public static ChangeReport change(Change change) {
    return ChangeLine.of(change);
  }

  private static DeferralReport deferral(Deferral deferral) {
    return new DeferralReport(
        deferral.connector(),
        deferral.reason().name(),
        deferral.why(),
        deferral.digest(),
        deferral.until().equals(Deferral.NOT_BY_ITSELF) ? "" : deferral.until().toString());
  }

  static KeyReport key(KeyChange change) {
    return new KeyReport(change.key(), word(change.kind()), change.before(), change.after());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The same without any configuration value: what those may see who showed no credential. */
  public PlanReport withoutValues() {
    return new PlanReport(
        revision,
        approval,
        clusters.stream().map(ClusterReport::withoutValues).toList(),
        diagnostics.stream().map(DiagnosticReport::withoutValues).toList());
  }

  /** The same, where owners have to agree. */
  public PlanReport with(String othersApproval) {
    return new PlanReport(revision, othersApproval, clusters, diagnostics);
  }

  /**
   * The part of it that a request is responsible for: changes, deferrals and mistakes that the plan
   * in force does not have already, and those of what the request touches.
   */
  public PlanReport beyond(PlanReport inForce, Touched touched) {
    return new Beyond(this, inForce, touched).report();
  }

  /** How many changes would be made. */
  public int changeCount() {
    return clusters.stream().mapToInt(cluster -> cluster.changes().size()).sum();
  }

  /** Whether anything is held back. */
  public boolean hasDeferrals() {
    return clusters.stream().anyMatch(cluster -> !cluster.deferrals().isEmpty());
  }

  /** Whether some cluster could not be asked, so that nothing is decided about it. */
  public boolean leavesUndecided() {
    return clusters.stream()
        .flatMap(cluster -> cluster.deferrals().stream())
        .anyMatch(
            deferral ->
                deferral.reason().equals("CLUSTER_UNREACHABLE")
                    || deferral.reason().equals("WORKERS_DISAGREE"));
  }

  /** The mistakes alone; the files are those of the changes. */
  public ValidationReport findings() {
    return ValidationReport.among(
        clusters.stream().flatMap(cluster -> cluster.changes().stream()).map(ChangeReport::file),
        diagnostics);
  }

  /** Whether any mistake is an error. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(DiagnosticReport::isError);
  }

  /** The line for each kind of change. */
  private static final class ChangeLine implements Change.Visitor<ChangeReport> {
    static ChangeReport of(Change change) {
      return change.accept(new ChangeLine());
    }

    private static ChangeReport line(Change change, String state) {
      return new ChangeReport(
          change.id().name(),
          change.team(),
          word(change.kind()),
          word(change.cause()),
          change.file(),
          state,
          change.diff().stream().map(PlanReport::key).toList());
    }

    @Override
    public ChangeReport create(Change.Create change) {
      // Where the file is silent, Connect starts it.
      DeclaredState born =
          change.after().state() == DeclaredState.UNMANAGED
              ? DeclaredState.RUNNING
              : change.after().state();
      return line(change, word(born));
    }

    @Override
    public ChangeReport adopt(Change.Adopt change) {
      return line(change, "");
    }

    @Override
    public ChangeReport update(Change.Update change) {
      return line(change, "");
    }

    @Override
    public ChangeReport setState(Change.SetState change) {
      return line(change, word(change.from()) + " -> " + word(change.after().state()));
    }

    @Override
    public ChangeReport delete(Change.Delete change) {
      return line(change, "");
    }

    @Override
    public ChangeReport forget(Change.Forget change) {
      return line(change, "");
    }

    @Override
    public ChangeReport remember(Change.Remember change) {
      return line(change, "");
    }

    @Override
    public ChangeReport discard(Change.Discard change) {
      return line(change, "");
    }
  }
}
