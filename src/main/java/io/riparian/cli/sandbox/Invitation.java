package io.riparian.cli.sandbox;

import java.nio.file.Path;
import java.util.List;

/** What to open and what to try, as commands to copy. */
record Invitation(
    SandboxOptions options,
    ScratchDirectory directory,
    SampleRepository repository,
    Path data,
    List<LocalWorker> workers) {

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
            directory.kept() ? "kept at the end" : "deleted at the end");
  }
}
