package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes the calls to GitHub as whoever we are there. A token that it refuses is renewed once, where
 * it can be.
 */
record GitHubCalls(GitHubApi api, ForgeCalls calls, GitHubLogin login) {

  /** What is asked of the API, once it is known what to show. */
  @FunctionalInterface
  interface Asking {
    Response ask(GitHubApi api, String authorization);
  }

  ForgeCall call(String method, String path) {
    return calls.call(method, path);
  }

  ForgeAnswer send(ForgeCall call, Asking asking) {
    return calls.send(call, shown(asking));
  }

  <T> T read(ForgeCall call, TypeReference<T> type, Asking asking) {
    return calls.read(call, type, shown(asking));
  }

  void expect(ForgeCall call, Asking asking) {
    calls.expect(call, shown(asking));
  }

  <T> List<T> list(ForgeCall call, TypeReference<List<T>> page, Asking first) {
    return calls.list(call, page, shown(first), this::next);
  }

  <T> List<T> list(ForgeAnswer first, ForgeCall call, TypeReference<List<T>> page) {
    return list(first, call, page, never -> false);
  }

  <T> List<T> list(
      ForgeAnswer first, ForgeCall call, TypeReference<List<T>> page, Predicate<List<T>> enough) {
    return calls.list(first, call, page, this::next, enough);
  }

  private Response next(URI address) {
    return shown((asked, as) -> asked.page(as, address)).get();
  }

  private Supplier<Response> shown(Asking asking) {
    return () -> {
      String authorization = login.authorization();
      Response response = asking.ask(api, authorization);
      if (response.getStatus() != 401 || !login.isRenewed(authorization)) {
        return response;
      }
      response.close();
      return asking.ask(api, login.authorization());
    };
  }
}
