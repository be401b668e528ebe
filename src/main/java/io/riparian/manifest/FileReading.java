package io.riparian.manifest;

import static io.riparian.manifest.ManifestRule.DECLARED_TWICE;
import static io.riparian.manifest.ManifestRule.EMPTY_FILE;
import static io.riparian.manifest.ManifestRule.NAME_MISMATCH;
import static io.riparian.manifest.ManifestRule.NOTHING_READS_IT;
import static io.riparian.manifest.ManifestRule.NOT_SUPPORTED_YET;
import static io.riparian.manifest.ManifestRule.WRONG_PLACE;

import io.riparian.manifest.ParsedFile.Contents;
import io.riparian.model.Cluster;
import io.riparian.model.FailureRules;
import io.riparian.model.Grant;
import io.riparian.model.Group;
import io.riparian.model.Hold;
import io.riparian.model.Policy;
import io.riparian.model.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The reading of one file, document after document. It remembers which connector names it met, even
 * in documents that are wrong: what a broken file may declare is protected by them.
 */
final class FileReading {
  private final Place place;
  private final Findings findings;
  private final List<Cluster> clusters = new ArrayList<>();
  private final List<Grant> grants = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<FailureRules> failureRules = new ArrayList<>();
  private final List<Routes> platformRoutes = new ArrayList<>();
  private final List<TeamDocument> teams = new ArrayList<>();
  private final List<ConnectorDocument> connectors = new ArrayList<>();
  private final Set<String> names = new TreeSet<>();
  private boolean allNamesKnown = true;
  private int documents;
  private String unread = "";

  FileReading(Place place, Findings findings) {
    this.place = place;
    this.findings = findings;
  }

  void read(byte[] bytes) {
    Optional<String> text = SourceText.decode(place.path(), bytes, findings);
    if (text.isEmpty()) {
      giveUp();
      return;
    }
    unread = text.get();
    boolean whole = documents(text.get());
    if (whole && allNamesKnown && !connectors.isEmpty()) {
      unread = "";
    }
    if (!whole) {
      giveUp();
    } else if (documents == 0) {
      giveUp();
      findings.report(
          EMPTY_FILE,
          findings.file(),
          "the file declares nothing",
          "To remove what it declared, delete the file.");
    }
  }

  /** Hands over each document; false when the rest could not be read. */
  private boolean documents(String text) {
    if (place.isYaml()) {
      return YamlDocuments.read(place.path(), text, findings, this::document);
    }
    Optional<Node> root =
        place.extension().equals("json")
            ? JsonDocument.read(place.path(), text, findings)
            : PropertiesDocument.read(place.path(), text, findings);
    root.ifPresent(this::document);
    return root.isPresent();
  }

  /** Not every name in the file can be told any more. */
  void giveUp() {
    allNamesKnown = false;
  }

  private void document(Node node) {
    documents++;
    boolean before = findings.hasErrors();
    new NodeCheck(findings).check(node);
    if (findings.hasErrors() && !before) {
      giveUp(); // Of a key that stands twice one is gone by now, and it may have been the name.
    }
    Optional<Fields> root = Fields.of(node, "", findings);
    if (root.isEmpty()) {
      giveUp();
      return;
    }
    noteName(node);
    if (place.kinds().isEmpty()) {
      stray(root.get());
      return;
    }
    if (place.isFor(Kind.CONNECTOR) && isStrimzi(root.get())) {
      StrimziReader.read(place, root.get()).ifPresent(connectors::add);
    } else if (place.isFor(Kind.CONNECTOR) && isFlat(root.get())) {
      connectors.add(FlatReader.read(place, root.get()));
    } else {
      Envelope.kindOf(root.get()).ifPresent(kind -> declared(kind, root.get()));
    }
  }

  private static boolean isStrimzi(Fields root) {
    return root.valueOf("apiVersion")
        .filter(ScalarNode.class::isInstance)
        .map(node -> ((ScalarNode) node).getValue())
        .filter(version -> version.startsWith(StrimziReader.GROUP))
        .isPresent();
  }

  private static boolean isFlat(Fields root) {
    return !root.has("apiVersion") && !root.has("kind");
  }

  /**
   * Any name may be a connector's: the kind may be what is wrong. A file that has none is named
   * after itself.
   */
  private void noteName(Node root) {
    List<String> found =
        Stream.of(
                value(root, "metadata").flatMap(metadata -> value(metadata, "name")),
                value(root, "name"),
                value(root, "config").flatMap(config -> value(config, "name")))
            .flatMap(Optional::stream)
            .flatMap(node -> Text.ofScalar(node, findings).stream())
            .map(Text::value)
            .toList();
    names.addAll(found);
    if (found.isEmpty()) {
      names.add(place.stem());
    }
    // Also where the file's own name would do: a name that cannot be read was meant for something.
    if (found.isEmpty() && !place.isFor(Kind.TEAM)) {
      giveUp();
    }
  }

  private static Optional<Node> value(Node node, String field) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(
                tuple ->
                    tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(field))
            .map(NodeTuple::getValueNode)
            .findFirst()
        : Optional.empty();
  }

  /** A document where no kind stands: ours is an error, anybody else's is only not read. */
  private void stray(Fields root) {
    boolean ours =
        root.has("apiVersion")
            && root.scalar("apiVersion")
                .filter(text -> text.value().equals(Envelope.API))
                .isPresent();
    Optional<Kind> kind = ours ? Envelope.kindOf(root) : Optional.empty();
    if (kind.isPresent()) {
      wrongPlace(kind.get(), root);
    } else if (!ours) {
      findings.report(
          NOTHING_READS_IT,
          findings.file(),
          "nothing reads this file",
          "Connectors stand under " + Kind.CONNECTOR.place() + ".");
    }
  }

  private void wrongPlace(Kind kind, Fields root) {
    findings.report(
        WRONG_PLACE,
        root.placeOf("kind"),
        "a " + kind.word() + " cannot stand here",
        "Its place is " + kind.place() + ".");
  }

  private void declared(Kind kind, Fields root) {
    if (!place.isFor(kind)) {
      wrongPlace(kind, root);
      return;
    }
    if (!kind.isSupported()) {
      findings.report(
          NOT_SUPPORTED_YET,
          root.placeOf("kind"),
          kind.word() + " is not supported yet, so nothing it says is in force",
          "Leave it out until this version reads it.");
      return;
    }
    if (kind != Kind.CONNECTOR && documents > 1) {
      findings.report(
          DECLARED_TWICE,
          root.at(),
          "a second document in a file that takes one " + kind.word(),
          "Keep one.");
    }
    Envelope.read(kind, root).ifPresent(this::declared);
  }

  private void declared(Envelope envelope) {
    Text name = envelope.name();
    String expected = envelope.kind() == Kind.HOLD ? place.stem() : place.owner();
    if (envelope.kind() != Kind.CONNECTOR && name.isGiven() && !name.value().equals(expected)) {
      findings.report(
          NAME_MISMATCH,
          name.at(),
          Findings.quote(name.value()) + " is not what the path says",
          "Write " + Findings.quote(expected) + ", or move the file.");
    }
    switch (envelope.kind()) {
      case CONNECTOR -> connectors.add(ConnectorReader.read(place, envelope));
      case CLUSTER -> clusters.add(ClusterReader.read(envelope));
      case GRANT -> grants.add(GrantReader.read(envelope));
      case GROUP -> groups.add(GroupReader.read(envelope));
      case TEAM -> teams.add(TeamReader.read(place, envelope));
      case HOLD -> holds.add(HoldReader.read(place, envelope));
      case POLICY -> policies.add(PolicyReader.read(envelope));
      case FAILURE_RULES -> failureRules.add(FailureRulesReader.read(envelope));
      case NOTIFY -> platformRoutes.add(RoutesReader.read(envelope));
      case ROLLOUT ->
          throw new IllegalStateException("refused as not supported: " + envelope.kind());
    }
  }

  ParsedFile result(byte[] bytes) {
    Set<String> mayDeclare = new TreeSet<>();
    boolean opaque = false;
    boolean mayHoldConnectors = place.isFor(Kind.CONNECTOR) || place.kinds().isEmpty();
    if (mayHoldConnectors && Place.teamOf(place.path()).isPresent()) {
      mayDeclare.addAll(names);
      if (!allNamesKnown && findings.hasErrors()) {
        Optional<Set<String>> words = SourceText.words(bytes);
        opaque = words.isEmpty();
        mayDeclare.addAll(words.orElse(Set.of()));
        mayDeclare.add(place.stem());
      }
    }
    Contents contents =
        new Contents(
            clusters,
            grants,
            groups,
            holds,
            policies,
            failureRules,
            platformRoutes,
            teams,
            connectors,
            mayDeclare,
            opaque,
            List.of());
    return new ParsedFile(
        place.path(),
        findings.sorted(),
        findings.hasErrors() ? contents.ofBroken(remains()) : contents);
  }

  /** Of a file that can be read, and is wrong, what was read; of any other what its text shows. */
  private List<ConfigBlock> remains() {
    if (!place.isFor(Kind.CONNECTOR)) {
      return List.of();
    }
    return unread.isEmpty()
        ? connectors.stream().flatMap(ConnectorDocument::blocks).toList()
        : Remains.of(place, unread);
  }
}
