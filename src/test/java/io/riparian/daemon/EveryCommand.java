package io.riparian.daemon;

import static io.riparian.daemon.World.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.riparian.cli.Riparian;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Every command of {@code riparian}, in every form that it prints. */
final class EveryCommand {
  /** The daemon itself, whose log is read; a world of its own; and a file of what it is given. */
  private static final Set<String> NO_CHANNELS = Set.of("serve", "sandbox", "hold");

  private final SortedMap<String, List<List<String>>> runs = new TreeMap<>();
  private final List<String> server;
  private final BiConsumer<String, String> reader;

  /**
   * @param server the options of those that ask a daemon
   * @param reader is given the command line, and what came out
   */
  EveryCommand(List<String> server, BiConsumer<String, String> reader) {
    this.server = server;
    this.reader = reader;
  }

  /** With these arguments too. */
  EveryCommand with(String command, String... arguments) {
    runs.computeIfAbsent(command, none -> new ArrayList<>()).add(List.of(arguments));
    return this;
  }

  /** About this connector. */
  EveryCommand about(String connector) {
    return with("why", connector).with("drift", connector);
  }

  /** With a state for a while. */
  EveryCommand overriding(String connector) {
    for (String state : List.of("pause", "stop", "resume")) {
      with(state, connector, "--cluster", SHARED, "--reason", "to see", "--for", "1h");
    }
    return this;
  }

  void run() {
    Set<String> known = new TreeSet<>(NO_CHANNELS);
    runs.keySet().forEach(command -> known.add(command.split(" ", -1)[0]));
    assertThat(known).as("every command is run").isEqualTo(Riparian.commands());
    for (Map.Entry<String, List<List<String>>> command : runs.entrySet()) {
      command.getValue().forEach(arguments -> run(command.getKey(), arguments));
    }
  }

  private void run(String command, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    String help = Riparian.run(and(words, "--help").toArray()).out();
    words.addAll(arguments);
    words.addAll(help.contains("--server=") ? server : List.of());
    boolean said = false;
    for (String form : help.contains("--output=") ? Riparian.forms() : List.of("")) {
      List<String> all = form.isEmpty() ? words : and(words, "--output", form);
      Riparian run = Riparian.run(all.toArray());
      said |= !run.out().isEmpty();
      reader.accept(String.join(" ", all), run.out() + run.err());
    }
    assertThat(said).as("%s prints something", words).isTrue();
  }

  private static List<String> and(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }
}
