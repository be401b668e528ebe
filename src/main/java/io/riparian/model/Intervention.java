package io.riparian.model;

/**
 * Something that an operator does against the files for a while. It ends by itself, and is recorded
 * from its beginning to its end.
 */
public sealed interface Intervention {

  /** Where; empty text for every cluster. */
  String cluster();

  /** Which connector; empty text for all of them. */
  String connector();

  Kind kind();

  Warrant warrant();

  /** The kinds by their names in the ledger and the API. */
  enum Kind {
    OVERRIDE,
    SUSPENSION,
    BREAK_GLASS
  }

  /** What a ledger has at most one of. */
  record Key(Kind kind, String cluster, String connector) {}

  default Key key() {
    return new Key(kind(), cluster(), connector());
  }

  /** Whether it concerns this cluster. */
  default boolean isOn(String name) {
    return cluster().isEmpty() || cluster().equals(name);
  }

  /**
   * A connector is in another state than its file says.
   *
   * @param declared what the file said then: once it says something else, this is over
   * @param wanted what it is to be instead
   */
  record StateOverride(
      ConnectorId id, DeclaredState declared, DeclaredState wanted, Warrant warrant)
      implements Intervention {
    @Override
    public String cluster() {
      return id.cluster();
    }

    @Override
    public String connector() {
      return id.name();
    }

    @Override
    public Kind kind() {
      return Kind.OVERRIDE;
    }
  }

  /** A cluster, or one connector, is left as it is. */
  record Suspension(String cluster, String connector, Warrant warrant) implements Intervention {
    @Override
    public Kind kind() {
      return Kind.SUSPENSION;
    }

    public boolean covers(ConnectorId id) {
      return isOn(id.cluster()) && (connector.isEmpty() || connector.equals(id.name()));
    }
  }

  /** Windows for changes count as open. */
  record BreakGlass(String cluster, Warrant warrant) implements Intervention {
    @Override
    public String connector() {
      return "";
    }

    @Override
    public Kind kind() {
      return Kind.BREAK_GLASS;
    }
  }
}
