package io.riparian.policy.doctor;

import io.riparian.model.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that an examination found, or that somebody else has to look at. It holds host names,
 * versions and classes, and never a configuration value of a connector.
 *
 * @param seen whether it was seen; otherwise REST does not tell, and it is to be checked
 * @param workers where; empty for the cluster as a whole
 * @param saw what was seen, or what cannot be
 * @param fix what to do
 */
public record Symptom(
    DoctorRule rule,
    Severity severity,
    boolean seen,
    List<String> workers,
    String saw,
    String fix) {

  /** The worst first; then what was seen before what is to be checked. */
  static final Comparator<Symptom> ORDER =
      Comparator.comparing(Symptom::severity)
          .thenComparing(symptom -> !symptom.seen())
          .thenComparing(Symptom::rule);

  public Symptom {
    workers = List.copyOf(workers);
  }

  /** Something that was seen. */
  static Symptom seen(
      DoctorRule rule, Severity severity, List<String> workers, String saw, String fix) {
    return new Symptom(rule, severity, true, workers, saw, fix);
  }

  /** Something that cannot be seen from here. */
  static Symptom check(
      DoctorRule rule, Severity severity, List<String> workers, String saw, String fix) {
    return new Symptom(rule, severity, false, workers, saw, fix);
  }
}
