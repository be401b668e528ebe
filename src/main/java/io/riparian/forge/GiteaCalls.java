package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riparian.forge.ForgeFailure.Kind;
import io.riparian.forge.GiteaAnswers.Settings;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls to Gitea or Forgejo as the owner of a token. Not all lists there lead to their
 * next page, but all say how long they are, and so are asked for page by page until that is enough.
 */
final class GiteaCalls {
  private static final TypeReference<Settings> SETTINGS = new TypeReference<>() {};

  private final GiteaApi api;
  private final ForgeCalls calls;
  private final String authorization;
  private volatile @Nullable Integer size;

  GiteaCalls(GiteaApi api, ForgeCalls calls, ForgeCredential.Token token) {
    this.api = api;
    this.calls = calls;
    this.authorization = "token " + token.value();
  }

  /** What is asked of the API. */
  @FunctionalInterface
  interface Asking {
    Response ask(GiteaApi api, String authorization);
  }

  /** What is asked of the API, a page at a time. */
  @FunctionalInterface
  interface Paging {
    Response ask(GiteaApi api, String authorization, int page, int limit);
  }

  ForgeCall call(String method, String path) {
    return calls.call(method, path);
  }

  ForgeAnswer send(ForgeCall call, Asking asking) {
    return calls.send(call, () -> asking.ask(api, authorization));
  }

  <T> T read(ForgeCall call, TypeReference<T> type, Asking asking) {
    return calls.read(call, type, () -> asking.ask(api, authorization));
  }

  void expect(ForgeCall call, Asking asking) {
    calls.expect(call, () -> asking.ask(api, authorization));
  }

  /** All of a list. */
  <T> List<T> list(ForgeCall call, TypeReference<List<T>> type, Paging asking) {
    return list(page(call, asking, 1), call, type, asking);
  }

  /** The first page of a list. */
  ForgeAnswer first(ForgeCall call, Paging asking) {
    return page(call, asking, 1);
  }

  /** One page, of which is not told whether it is the last. */
  <T> T page(ForgeCall call, TypeReference<T> type, int page, Paging asking) {
    try (ForgeAnswer answer = page(call, asking, page)) {
      return answer.read(type);
    }
  }

  private ForgeAnswer page(ForgeCall call, Paging asking, int page) {
    int limit = size();
    return calls.send(call, () -> asking.ask(api, authorization, page, limit));
  }

  /**
   * All of a list. What is told may be less than its length: other people's unfinished reviews
   * count and are left out, so that even an empty page need not be the last.
   *
   * @param first its first page, which is closed here
   */
  <T> List<T> list(ForgeAnswer first, ForgeCall call, TypeReference<List<T>> type, Paging asking) {
    List<T> all = new ArrayList<>();
    long length = add(first, call, type, all);
    for (int page = 2; all.size() < length && (page - 1L) * size() < length; page++) {
      if (page > ForgeCalls.MAX_PAGES) {
        throw call.failure(
            Kind.BAD_ANSWER, "the list is longer than " + ForgeCalls.MAX_PAGES + " pages");
      }
      if (add(page(call, asking, page), call, type, all) != length) {
        throw call.failure(Kind.BAD_ANSWER, "the list changed while it was read");
      }
    }
    return all;
  }

  /** How long the list says that it is. */
  private static <T> long add(
      ForgeAnswer answer, ForgeCall call, TypeReference<List<T>> type, List<T> all) {
    try (answer) {
      all.addAll(answer.read(type));
      OptionalLong length = answer.length();
      return length.orElseThrow(
          () -> call.failure(Kind.BAD_ANSWER, "the list does not say how long it is"));
    }
  }

  /** Servers give no longer pages than they are set up for, and do not say so in the answer. */
  private int size() {
    @Nullable Integer known = size;
    if (known == null) {
      ForgeCall call = calls.call("GET", "/settings/api");
      int most = read(call, SETTINGS, GiteaApi::settings).maxResponseItems();
      if (most < 1) {
        throw call.failure(Kind.BAD_ANSWER, "a page has no entries");
      }
      known = Math.min(most, ForgeCalls.PAGE);
      size = known;
    }
    return known;
  }
}
