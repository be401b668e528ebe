package io.riparian.policy.doctor;

import io.riparian.model.Severity;
import io.riparian.policy.doctor.WorkerFacts.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Health per worker, not per cluster. */
final class HealthCheck {
  private HealthCheck() {}

  static List<Symptom> of(Patient patient) {
    List<Symptom> found = new ArrayList<>();
    new TreeMap<>(patient.silent())
        .forEach(
            (worker, why) ->
                found.add(
                    Symptom.seen(
                        DoctorRule.WORKER_HEALTH,
                        Severity.ERROR,
                        List.of(worker),
                        "it could not be asked, so nothing is known of it: " + why,
                        "start it, or take its url out of " + patient.cluster().at().file())));
    List<String> unready = patient.where(worker -> worker.health() == Health.NOT_READY);
    if (!unready.isEmpty()) {
      found.add(
          Symptom.seen(
              DoctorRule.WORKER_HEALTH,
              Severity.ERROR,
              unready,
              "`GET /health` says that it is starting or not healthy",
              "look into its log: it has not joined its group, or does not reach Kafka"));
    }
    List<String> untold = patient.where(worker -> worker.health() == Health.CANNOT_TELL);
    if (!untold.isEmpty()) {
      found.add(
          Symptom.check(
              DoctorRule.WORKER_HEALTH,
              Severity.INFO,
              untold,
              "whether it is a member of its group cannot be seen: before 3.9 there is no"
                  + " `GET /health`, or it was not answered",
              "upgrade to 3.9 or newer; until then its log says `Joined group` once it is one"));
    }
    if (patient.cluster().urls().size() == 1) {
      found.add(
          Symptom.check(
              DoctorRule.WORKER_HEALTH,
              Severity.INFO,
              List.of(),
              "one url is declared, so one worker was looked at",
              "list the url of every worker under `urls` in " + patient.cluster().at().file()));
    }
    return found;
  }
}
