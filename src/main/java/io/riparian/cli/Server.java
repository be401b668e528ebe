package io.riparian.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The daemon that a command asks, and the token it shows. Redirects are not followed, so the token
 * goes nowhere else.
 */
final class Server {
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(3);
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:RIPARIAN_SERVER:-http://127.0.0.1:8080}",
      description = "The daemon to ask (default: $RIPARIAN_SERVER, else ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token to show (default: the token in $RIPARIAN_TOKEN).")
  private @Nullable Path tokenFile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Made when it is first needed: it takes a fifth of the time that an offline command runs. */
  static ObjectMapper json() {
    return Json.MAPPER;
  }

  private static final class Json {
    static final ObjectMapper MAPPER =
        new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  <T> T get(String path, Class<T> type) {
    return send(request(path).GET().build(), type);
  }

  <T> T post(String path, Object body, Class<T> type) {
    try {
      HttpRequest request =
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(json().writeValueAsBytes(body)))
              .build();
      return send(request, type);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("requests are plain records", impossible);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(LONGEST_ANSWER)
            .header("Accept", "application/json");
    token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private URI uri(String path) {
    try {
      URI daemon = new URI(url);
      if (daemon.getRawUserInfo() != null) {
        throw new ParameterException(
            spec.commandLine(), "--server has a user in it; the token goes into --token-file");
      }
      String scheme = String.valueOf(daemon.getScheme()).toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https"))
          || daemon.getHost() == null
          || daemon.getPort() > LAST_PORT) {
        throw noUrl();
      }
      return new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) + path : url + path);
    } catch (URISyntaxException malformed) {
      throw noUrl();
    }
  }

  /** In front of an `@` there may be a password, also in what is no URL. */
  private ParameterException noUrl() {
    String told = url.indexOf('@') < 0 ? url + " " : "";
    return new ParameterException(
        spec.commandLine(), "--server " + told + "is no URL; give http(s)://host[:port]");
  }

  private Optional<String> token() {
    if (tokenFile != null) {
      try {
        return Optional.of(Files.readString(tokenFile).strip());
      } catch (IOException unreadable) {
        throw new Undecided("the token file " + tokenFile + " cannot be read", unreadable);
      }
    }
    return Optional.ofNullable(System.getenv("RIPARIAN_TOKEN"))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  private <T> T send(HttpRequest request, Class<T> type) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException unreachable) {
      throw new Undecided(
          "no daemon answers at " + url + "; is `riparian serve` running, and is --server right?",
          unreachable);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new Undecided("interrupted");
    }
    if (response.statusCode() >= 300) {
      throw new Undecided("the daemon answered " + response.statusCode() + problem(response));
    }
    try {
      return json().readValue(response.body(), type);
    } catch (IOException strange) {
      throw new Undecided("what answers at " + url + " is not a Riparian of this version", strange);
    }
  }

  private static String problem(HttpResponse<byte[]> response) {
    if (response.statusCode() == 413) {
      return ": the files are too large to be sent; push them, and give --revision";
    }
    try {
      JsonNode message = json().readTree(response.body()).path("message");
      return message.isTextual() ? ": " + message.asText() : "";
    } catch (IOException none) {
      return "";
    }
  }
}
