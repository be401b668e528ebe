package io.riparian.cli.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What to open and what to try, as commands to copy. */
record Invitation(
    SandboxOptions options,
    ScratchDirectory directory,
    SampleRepository repository,
    Path data,
    List<LocalWorker> workers,
    Optional<SampleSigners> signers) {
  /** Whom the working copy's commits are signed by. */
  static final String SIGNING = "@acme/orders";

  private static final String OTHER = "@acme/payments";

  String text() {
    return """
        Open     http://127.0.0.1:%1$d/
        Look     ./riparian status --server http://127.0.0.1:%1$d
        Watch    tail -f %2$s/out/orders-warehouse.jsonl
                 (a line is appended every second to each file in %2$s/in)

        Try, in another terminal:
          1. Change a connector by a commit, and see it change on the cluster:
               cd %3$s
               sed -i.bak 's/state: paused/state: running/' teams/orders/connectors/returns-source.yaml
               git commit -am "Returns are live" && git push
          2. Change one behind Git's back, and see it come back within seconds:
               curl -X PATCH -H 'Content-Type: application/json' -d '{"batch.size": "1"}' \\
                 http://127.0.0.1:%4$d/connectors/orders-web-source/config
          3. Remove a connector:
               git rm teams/orders/connectors/warehouse.yaml && git commit -m "No warehouse" && git push
          4. See what an edit would do before you push it:
               ./riparian plan %3$s --server http://127.0.0.1:%1$d \\
                 --token-file %7$s/operator.token
          5. Stop a whole Connect cluster; the other one goes on, and it starts again in 15 s:
               kill %5$d     (%6$s)
        %9$s
        Logs are in %7$s (%8$s). Ctrl-C ends it all.
        """
        .formatted(
            options.port(),
            data,
            repository.workingCopy(),
            options.connectPort(),
            workers.get(0).jvm().pid(),
            workers.get(0).jvm().name(),
            directory.path(),
            directory.kept() ? "kept at the end" : "deleted at the end",
            signers.map(this::signing).orElse(""));
  }

  private String signing(SampleSigners known) {
    return """
          6. Commits are signed, by %1$s for %2$s. Change another team's file too: it waits, and the rest goes on.
               echo "# ours too" >> teams/payments/team.yaml
               git commit -am "Theirs and ours" && git push
               ./riparian status --server http://127.0.0.1:%3$d
             Agree to it as %4$s, with the line that the status prints:
               git -c user.signingKey=%5$s commit --allow-empty -m Agreed -m "Riparian-Approves: ..." && git push
        """
        .formatted(
            known.logins().get(SIGNING),
            SIGNING,
            options.port(),
            known.logins().get(OTHER),
            known.keyOf(OTHER));
  }
}
