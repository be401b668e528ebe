package io.riparian.policy.doctor;

import io.riparian.model.Access;
import io.riparian.model.Access.Entry;
import io.riparian.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Who is let in: nobody without a credential, and to the admin endpoints nobody at all. */
final class AccessCheck {
  private static final String CLOSE =
      "let nobody but the daemon reach this port (a network policy), and let the worker ask for a"
          + " client certificate (listeners=https://…, ssl.client.auth=required) or a password"
          + " (rest.extension.classes=org.apache.kafka.connect.rest.basic.auth.extension."
          + "BasicAuthSecurityRestExtension)";
  private static final String NO_ADMIN =
      "set `admin.listeners=` (empty: no admin endpoints) in the worker's file, or give them a"
          + " listener of their own that nobody else reaches";
  private static final String LEVELS =
      ": whoever sets a logger to TRACE reads the records in the log";

  private AccessCheck() {}

  static List<Symptom> of(Patient patient) {
    List<Symptom> found = new ArrayList<>();
    for (Rest rest : Rest.values()) {
      List<String> where = patient.where(worker -> rest.isOf(worker.access()));
      if (!where.isEmpty()) {
        found.add(rest.symptom(where));
      }
    }
    for (Admin admin : Admin.values()) {
      List<String> where = patient.where(worker -> Admin.of(worker.access()) == admin);
      if (!where.isEmpty() && admin != Admin.CLOSED) {
        found.add(admin.symptom(where));
      }
    }
    return found;
  }

  /** What is wrong with the REST API, seen without a credential. */
  private enum Rest {
    LISTS(Severity.ERROR, "`GET /connectors` is answered to whoever shows no credential"),
    INTRODUCES(Severity.ERROR, "`GET /` is answered to whoever shows no credential"),
    CANNOT_TELL(
        Severity.WARNING, "whether it lets in whoever shows no credential could not be told");

    private final Severity severity;
    private final String saw;

    Rest(Severity severity, String saw) {
      this.severity = severity;
      this.saw = saw;
    }

    boolean isOf(Access access) {
      boolean lists = access.connectors() == Entry.OPEN;
      boolean introduces = access.root() == Entry.OPEN;
      return switch (this) {
        case LISTS -> lists;
        case INTRODUCES -> introduces && !lists;
        case CANNOT_TELL ->
            !lists
                && !introduces
                && (access.connectors() == Entry.UNKNOWN || access.root() == Entry.UNKNOWN);
      };
    }

    Symptom symptom(List<String> where) {
      return this == CANNOT_TELL
          ? Symptom.check(
              DoctorRule.OPEN_REST,
              severity,
              where,
              saw,
              "ask again, or look with `curl -i …/connectors` from the daemon's network: it should"
                  + " be refused")
          : Symptom.seen(DoctorRule.OPEN_REST, severity, where, saw, CLOSE);
    }
  }

  /** How the admin endpoints stand. */
  private enum Admin {
    OPEN("`GET /admin/loggers` is answered to whoever shows no credential" + LEVELS),
    WITH_THE_CREDENTIAL(
        "`GET /admin/loggers` is answered on the listener of the REST API, to whoever has its"
            + " credential"
            + LEVELS),
    CANNOT_TELL("whether the admin endpoints are on this listener could not be told"),
    CLOSED("");

    private final String saw;

    Admin(String saw) {
      this.saw = saw;
    }

    static Admin of(Access access) {
      if (access.loggers() == Entry.OPEN) {
        return OPEN;
      }
      if (access.ownLoggers() == Entry.OPEN) {
        return WITH_THE_CREDENTIAL;
      }
      return access.loggers() == Entry.UNKNOWN || access.ownLoggers() == Entry.UNKNOWN
          ? CANNOT_TELL
          : CLOSED;
    }

    Symptom symptom(List<String> where) {
      return this == CANNOT_TELL
          ? Symptom.check(
              DoctorRule.ADMIN_ENDPOINT,
              Severity.WARNING,
              where,
              saw,
              "ask again, or see to it that the worker's file has `admin.listeners=`")
          : Symptom.seen(DoctorRule.ADMIN_ENDPOINT, Severity.ERROR, where, saw, NO_ADMIN);
    }
  }
}
