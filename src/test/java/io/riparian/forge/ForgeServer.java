package io.riparian.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A server that answers as a function says, and keeps what it was asked. */
final class ForgeServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WireMockServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Function<Asked, Answered> answering;
  private volatile Function<Asked, Optional<ResponseDefinitionBuilder>> disturbing =
      any -> Optional.empty();

  ForgeServer(Function<Asked, Answered> answering) {
    this.answering = answering;
    this.server =
        new WireMockServer(
            wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(new Answering()));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(ok()));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** All that was asked, in order. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** From now on another answer for what the function picks. */
  void disturb(Function<Asked, Optional<ResponseDefinitionBuilder>> disturbance) {
    disturbing = disturbance;
  }

  @Override
  public void close() {
    server.stop();
  }

  /**
   * A request, as it came.
   *
   * @param path still encoded
   * @param query still encoded; empty text for none
   * @param body empty text for none
   */
  record Asked(
      String method, String path, String query, String body, UnaryOperator<String> headers) {

    /** A parameter of the query; empty text for none. */
    String parameter(String name) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      return "";
    }

    /** The names of the parameters of the query. */
    List<String> parameters() {
      return Pattern.compile("&")
          .splitAsStream(query)
          .filter(pair -> !pair.isEmpty())
          .map(pair -> pair.split("=", 2)[0])
          .toList();
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException malformed) {
        throw new AssertionError("what was sent is no JSON", malformed);
      }
    }

    /** Whether it changes anything. */
    boolean writes() {
      return !method.equals("GET");
    }

    @Override
    public String toString() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
  }

  /**
   * An answer.
   *
   * @param link empty text for none
   * @param length how long the whole list is, as Gitea says it; empty text for none
   */
  record Answered(int status, Object body, String link, String length) {
    Answered(int status, Object body, String link) {
      this(status, body, link, "");
    }

    static Answered of(Object body) {
      return new Answered(200, body, "");
    }
  }

  /** A page of a list, with the header by which GitHub and GitLab lead to the next one. */
  Answered page(Asked asked, List<?> all) {
    int size = number(asked.parameter("per_page"), number(asked.parameter("limit"), 30));
    int page = number(asked.parameter("page"), 1);
    int from = Math.min(all.size(), (page - 1) * size);
    int to = Math.min(all.size(), page * size);
    String rest = asked.query().replaceAll("(^|&)page=[0-9]+", "");
    String link =
        to == all.size()
            ? ""
            : "<%s%s?%s&page=%d>; rel=\"next\", <%s%s?%s&page=99>; rel=\"last\""
                .formatted(url(), asked.path(), rest, page + 1, url(), asked.path(), rest);
    return new Answered(200, all.subList(from, to), link);
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private final class Answering implements ResponseDefinitionTransformerV2 {
    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      String[] parts = request.getUrl().split("\\?", 2);
      Asked one =
          new Asked(
              request.getMethod().getName(),
              parts[0],
              parts.length > 1 ? parts[1] : "",
              request.getBodyAsString(),
              name -> Optional.ofNullable(request.getHeader(name)).orElse(""));
      asked.add(one);
      return disturbing.apply(one).orElseGet(() -> response(answering.apply(one))).build();
    }

    private ResponseDefinitionBuilder response(Answered answered) {
      try {
        ResponseDefinitionBuilder response =
            new ResponseDefinitionBuilder()
                .withStatus(answered.status())
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(JSON.writeValueAsString(answered.body()));
        if (!answered.length().isEmpty()) {
          response.withHeader("X-Total-Count", answered.length());
        }
        return answered.link().isEmpty() ? response : response.withHeader("Link", answered.link());
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public String getName() {
      return "answering";
    }
  }
}
