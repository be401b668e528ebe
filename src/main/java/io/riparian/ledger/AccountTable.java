package io.riparian.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Which account of the forge was first seen under which name. */
final class AccountTable {
  private static final Sql MEET = new Sql("INSERT OR IGNORE INTO account VALUES (?, ?, ?)");
  private static final Sql FIRST = new Sql("SELECT account FROM account WHERE name = ?");

  private AccountTable() {}

  static String meet(Connection connection, String name, String account, Instant at)
      throws SQLException {
    MEET.run(connection, name, account, at.toString());
    return FIRST.first(connection, row -> row.getString("account"), name).orElseThrow();
  }
}
