package io.riparian.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that leads a ledger, writes to it without end and says what it has committed. */
final class LedgerInAnotherProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private LedgerInAnotherProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  static LedgerInAnotherProcess start(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerInAnotherProcess.class.getName(),
            directory.toString());
    return new LedgerInAnotherProcess(
        builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** The next name it has committed, or why it may not. */
  String committed() throws IOException {
    return said.readLine();
  }

  /** Kills it without a warning, and tells what else it had said. */
  List<String> kill() throws InterruptedException {
    // Through its handle: Process.destroyForcibly would close the pipe with what is still in it.
    process.toHandle().destroyForcibly();
    List<String> rest = said.lines().toList();
    process.waitFor();
    return rest;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) {
    try (Ledger ledger = SqliteLedger.open(Path.of(args[0]), "the other daemon")) {
      ledger.begin(LedgerSamples.firstStart(), List.of(), List.of());
      for (int i = 0; ; i++) {
        String name = "c" + i;
        ledger.record(LedgerSamples.connector(name));
        ledger.audit(Instant.now(), "daemon", "create", name, "{}");
        System.out.println(name);
      }
    } catch (LedgerLockedException e) {
      System.out.println("refused: " + e.holder());
    }
  }
}
