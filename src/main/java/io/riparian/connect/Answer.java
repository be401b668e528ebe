package io.riparian.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riparian.connect.ConnectFailure.Kind;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One response of a worker, still on the wire. It is read at most once, up to a limit of bytes and
 * of time, and it is understood whole or not at all.
 */
final class Answer implements AutoCloseable {
  /** Unknown fields never break the parsing; half a document, or a document and a half, does. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final int ERROR_BYTES = 64 * 1024;

  private final Call call;
  private final Response response;
  private final long maxBytes;
  private final Duration patience;

  Answer(Call call, Response response, long maxBytes, Duration patience) {
    this.call = call;
    this.response = response;
    this.maxBytes = maxBytes;
    this.patience = patience;
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
   * @throws ConnectFailure {@code BAD_ANSWER} when there is none, or after a write {@code
   *     OUTCOME_UNKNOWN}, because something did answer
   */
  <T> T read(TypeReference<T> type) {
    if (!isSuccess()) {
      throw failure();
    }
    try (InputStream body = body(maxBytes)) {
      @Nullable T document = JSON.readValue(body, type);
      if (document == null) {
        throw unreadable("is empty");
      }
      return document;
    } catch (JsonProcessingException unreadable) {
      // The parser wraps what breaks inside an element. Not chained: its message quotes the
      // document.
      throw unreadable(
          unreadable.getCause() instanceof BoundedBody.Exceeded exceeded
              ? exceeded.limit()
              : "is not the JSON that Connect answers here");
    } catch (BoundedBody.Exceeded exceeded) {
      throw unreadable(exceeded.limit());
    } catch (IOException broken) {
      throw unreadable("broke off");
    }
  }

  /**
   * The bytes of a success, for {@link #read(byte[], TypeReference)}.
   *
   * @throws ConnectFailure as {@link #read(TypeReference)}
   */
  byte[] bytes() {
    if (!isSuccess()) {
      throw failure();
    }
    try (InputStream body = body(maxBytes)) {
      return body.readAllBytes();
    } catch (BoundedBody.Exceeded exceeded) {
      throw unreadable(exceeded.limit());
    } catch (IOException broken) {
      throw unreadable("broke off");
    }
  }

  /** The document in these bytes, as {@link #read(TypeReference)}. */
  <T> T read(byte[] bytes, TypeReference<T> type) {
    try {
      @Nullable T document = JSON.readValue(bytes, type);
      if (document == null) {
        throw unreadable("is empty");
      }
      return document;
    } catch (IOException unreadable) {
      // Not chained: its message quotes the document.
      throw unreadable("is not the JSON that Connect answers here");
    }
  }

  /** For a call whose success has nothing to say. */
  void expectSuccess() {
    if (!isSuccess()) {
      throw failure();
    }
  }

  ConnectFailure failure() {
    return error().failure(call, status());
  }

  ErrorAnswer error() {
    try (InputStream body = body(ERROR_BYTES)) {
      @Nullable ErrorAnswer error = JSON.readValue(body, ErrorAnswer.class);
      return error == null ? ErrorAnswer.NONE : error;
    } catch (IOException notConnects) {
      return ErrorAnswer.NONE;
    }
  }

  private InputStream body(long limit) {
    return new BoundedBody(response.readEntity(InputStream.class), limit, patience);
  }

  private ConnectFailure unreadable(String how) {
    Kind kind = call.writes() ? Kind.OUTCOME_UNKNOWN : Kind.BAD_ANSWER;
    return ConnectFailure.at(call, kind, "answered " + status() + ", but the answer " + how);
  }

  @Override
  public void close() {
    response.close();
  }
}
