package io.riparian.cli.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks one of our children over HTTP; whoever does not answer within two seconds does not answer.
 */
final class Probe {
  private Probe() {}

  /** Whether {@code GET url} is 200. */
  static boolean isOk(String url) {
    try {
      HttpURLConnection connection = open(url);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * The body of {@code GET url}.
   *
   * @throws IOException also when the status is not one of success
   */
  static byte[] read(String url) throws IOException {
    try (InputStream body = open(url).getInputStream()) {
      return body.readAllBytes();
    }
  }

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(500);
    connection.setReadTimeout(2000);
    return connection;
  }
}
