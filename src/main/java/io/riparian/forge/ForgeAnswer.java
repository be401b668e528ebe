package io.riparian.forge;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.riparian.forge.ForgeFailure.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One response of a forge, still on the wire. It is read at most once, up to a limit of bytes and
 * of time, and it is understood whole or not at all; what a forge says in words goes no further.
 */
final class ForgeAnswer implements AutoCloseable {
  /**
   * Reads records. What stands there as {@code Optional} may be missing or null, and nothing else;
   * unknown fields never break the reading, and half a document, or one and a half, does.
   */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.DEFAULT, Nulls.FAIL))
          .build();

  private static final int ERROR_BYTES = 64 * 1024;

  /** GitHub's advice for a limit that gives no time of its own. */
  private static final Duration UNTOLD = Duration.ofMinutes(1);

  private final ForgeCall call;
  private final Response response;
  private final ForgeEndpoint endpoint;

  ForgeAnswer(ForgeCall call, Response response, ForgeEndpoint endpoint) {
    this.call = call;
    this.response = response;
    this.endpoint = endpoint;
  }

  int status() {
    return response.getStatus();
  }

  boolean isSuccess() {
    return status() >= 200 && status() < 300;
  }

  /**
   * The document of a success.
   *
   * @throws ForgeFailure {@code BAD_ANSWER} when it is not whole, or not of this type
   */
  <T> T read(TypeReference<T> type) {
    expectSuccess();
    try {
      @Nullable T document = JSON.readValue(bytes(endpoint.maxAnswerBytes()), type);
      if (document == null) {
        throw unreadable("is empty");
      }
      return document;
    } catch (JsonMappingException strange) {
      // Not chained: its message quotes the document. Its path holds names of ours only.
      throw unreadable("is not what " + call.forge() + " answers here" + at(strange));
    } catch (JsonProcessingException unreadable) {
      throw unreadable("is no JSON");
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes can be read", impossible);
    }
  }

  private static String at(JsonMappingException strange) {
    String path =
        strange.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : ", at " + path;
  }

  /** For a call whose success has nothing to say. */
  void expectSuccess() {
    if (!isSuccess()) {
      throw failure();
    }
  }

  /** Whether the forge does not know what was asked for; then this is closed. */
  boolean isUnknown() {
    if (isSuccess()) {
      return false;
    }
    try (this) {
      return saysNotFound();
    }
  }

  /**
   * Whether the forge keeps from us what was asked for, or is too old for it; then this is closed.
   *
   * @throws ForgeFailure when it did not answer for another reason
   */
  boolean isHidden() {
    if (isSuccess()) {
      return false;
    }
    try (this) {
      ForgeFailure failure = failure();
      return switch (failure.kind()) {
        case FORBIDDEN, NOT_FOUND -> true;
        default -> throw failure;
      };
    }
  }

  /**
   * Whether the forge itself says that there is no such thing; somebody else's server on a wrong
   * path says nothing about it. GitHub, GitLab and Gitea all explain themselves in a {@code
   * message}, or an {@code error}.
   */
  boolean saysNotFound() {
    if (status() != 404) {
      return false;
    }
    JsonNode explained = explanation();
    if (!explained.path("message").isTextual() && !explained.path("error").isTextual()) {
      throw call.failure(
          Kind.BAD_ANSWER,
          "answered 404, but not as " + call.forge() + " does: is the url of the API right?");
    }
    return true;
  }

  /** What it comes to when it is no success. */
  ForgeFailure failure() {
    int status = status();
    ForgeLimit limit = ForgeLimit.of(response, endpoint.clock());
    Kind kind = kind(limit);
    Optional<Instant> notBefore =
        switch (kind) {
          case RATE_LIMITED ->
              limit.notBefore().or(() -> Optional.of(endpoint.clock().instant().plus(UNTOLD)));
          case UNWELL -> limit.notBefore();
          default -> Optional.empty();
        };
    return new ForgeFailure(kind, call + ": answered " + status + ", " + sentence(kind), notBefore);
  }

  private Kind kind(ForgeLimit limit) {
    int status = status();
    return switch (status) {
      case 401 -> Kind.UNAUTHORISED;
      case 403 -> limit.isReached() || tellsOfALimit() ? Kind.RATE_LIMITED : Kind.FORBIDDEN;
      case 429 -> Kind.RATE_LIMITED;
      case 404, 410, 451 -> Kind.NOT_FOUND;
      case 408 -> Kind.TIMED_OUT;
      default -> {
        if (status >= 500) {
          yield Kind.UNWELL;
        }
        yield status >= 400 ? Kind.REFUSED : Kind.BAD_ANSWER;
      }
    };
  }

  /** GitHub's limits on bursts come as a 403 that only its text tells from any other. */
  private boolean tellsOfALimit() {
    String message = explanation().path("message").asText();
    return message.contains("secondary rate limit")
        || message.contains("abuse detection mechanism")
        || message.contains("API rate limit exceeded");
  }

  private String sentence(Kind kind) {
    return switch (kind) {
      case UNAUTHORISED -> "the token is unknown, expired or revoked";
      case FORBIDDEN -> "the token may not do this";
      case RATE_LIMITED -> "we have asked too often";
      case NOT_FOUND -> "there is no such thing, or the token may not see it";
      case TIMED_OUT -> "the forge did not finish in time";
      case UNWELL -> "the forge failed";
      case REFUSED -> "the forge does not accept what was sent";
      default ->
          status() >= 300 && status() < 400
              ? "which leads elsewhere: was the repository renamed?"
              : "which is no answer to this";
    };
  }

  private JsonNode explanation() {
    try {
      @Nullable JsonNode explained = JSON.readTree(bytes(ERROR_BYTES));
      return explained == null ? JSON.missingNode() : explained;
    } catch (IOException | ForgeFailure notTheForges) {
      return JSON.missingNode();
    }
  }

  /**
   * Where the list goes on; empty at its end.
   *
   * @throws ForgeFailure {@code BAD_ANSWER} when it goes on at another place than the forge's
   */
  Optional<URI> next() {
    @Nullable List<Object> links = response.getHeaders().get(HttpHeaders.LINK);
    Optional<URI> next;
    try {
      next = links == null ? Optional.empty() : NextLink.in(links);
    } catch (IllegalArgumentException malformed) {
      throw unreadable("does not say where the list goes on");
    }
    next.filter(address -> !endpoint.holds(address))
        .ifPresent(
            elsewhere -> {
              throw unreadable("goes on at another place than " + call.host());
            });
    return next;
  }

  /** How long the whole list is, where the forge says it as Gitea does. */
  OptionalLong length() {
    return Optional.ofNullable(response.getHeaderString("X-Total-Count"))
        .filter(length -> length.matches("[0-9]{1,9}"))
        .map(length -> OptionalLong.of(Long.parseLong(length)))
        .orElse(OptionalLong.empty());
  }

  private byte[] bytes(long limit) {
    long startedAt = System.nanoTime();
    try (InputStream body = response.readEntity(InputStream.class)) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      byte[] piece = new byte[16 * 1024];
      for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
        read.write(piece, 0, length);
        if (read.size() > limit) {
          throw unreadable("is larger than " + limit + " bytes");
        }
        if (System.nanoTime() - startedAt > endpoint.answer().toNanos()) {
          throw unreadable("took longer than " + endpoint.answer().toMillis() + " ms");
        }
      }
      return read.toByteArray();
    } catch (IOException broken) {
      throw unreadable("broke off");
    }
  }

  private ForgeFailure unreadable(String how) {
    return call.failure(Kind.BAD_ANSWER, "answered " + status() + ", but the answer " + how);
  }

  @Override
  public void close() {
    response.close();
  }
}
