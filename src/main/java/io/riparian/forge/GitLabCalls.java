package io.riparian.forge;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes the calls to GitLab as the owner of a token, about one project.
 *
 * @param project its path
 */
record GitLabCalls(GitLabApi api, ForgeCalls calls, ForgeCredential.Token token, String project) {

  /** What is asked of the API. */
  @FunctionalInterface
  interface Asking {
    Response ask(GitLabApi api, String token);
  }

  /**
   * @param path below that of the project
   */
  ForgeCall ofProject(String method, String path) {
    return calls.call(method, "/projects/" + encoded(project) + path);
  }

  ForgeCall call(String method, String path) {
    return calls.call(method, path);
  }

  /** As GitLab wants the path of a project or group in the place of its number. */
  static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  ForgeAnswer send(ForgeCall call, Asking asking) {
    return calls.send(call, () -> asking.ask(api, token.value()));
  }

  <T> T read(ForgeCall call, TypeReference<T> type, Asking asking) {
    return calls.read(call, type, () -> asking.ask(api, token.value()));
  }

  void expect(ForgeCall call, Asking asking) {
    calls.expect(call, () -> asking.ask(api, token.value()));
  }

  <T> List<T> list(ForgeCall call, TypeReference<List<T>> page, Asking first) {
    return calls.list(call, page, () -> first.ask(api, token.value()), this::next);
  }

  /**
   * @param first its first page, which is closed here
   */
  <T> List<T> list(ForgeAnswer first, ForgeCall call, TypeReference<List<T>> page) {
    return calls.list(first, call, page, this::next, never -> false);
  }

  private Response next(URI address) {
    return api.page(token.value(), address);
  }
}
