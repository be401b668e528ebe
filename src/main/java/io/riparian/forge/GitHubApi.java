package io.riparian.forge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import io.quarkus.rest.client.reactive.Url;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's REST API, as far as Riparian uses it. Every method takes the {@code Authorization} to
 * show, and hands the response over unread and unjudged, which {@link ForgeAnswer} does.
 */
@Path("/")
@Produces("application/vnd.github+json")
@Consumes(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = "X-GitHub-Api-Version", value = "2022-11-28")
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "riparian")
interface GitHubApi {

  @GET
  @Path("repos/{owner}/{repo}")
  Response repository(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo);

  @GET
  @Path("repos/{owner}/{repo}/pulls")
  @ClientQueryParam(name = "state", value = "open")
  @ClientQueryParam(name = "sort", value = "created")
  @ClientQueryParam(name = "direction", value = "asc")
  Response open(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @QueryParam("base") String branch,
      @QueryParam("per_page") int perPage);

  @GET
  @Path("repos/{owner}/{repo}/pulls/{number}")
  Response pull(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("number") long number);

  @GET
  @Path("repos/{owner}/{repo}/commits/{sha}/pulls")
  Response pullsWith(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("sha") String sha,
      @QueryParam("per_page") int perPage);

  @GET
  @Path("repos/{owner}/{repo}/pulls/{number}/reviews")
  Response reviews(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("number") long number,
      @QueryParam("per_page") int perPage);

  /** What happened on a pull request, but for what was said and pushed. */
  @GET
  @Path("repos/{owner}/{repo}/issues/{number}/events")
  Response events(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("number") long number,
      @QueryParam("per_page") int perPage);

  /** Never tells more than 250. */
  @GET
  @Path("repos/{owner}/{repo}/pulls/{number}/commits")
  Response commits(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("number") long number,
      @QueryParam("per_page") int perPage);

  /**
   * What was done to a ref, newest first.
   *
   * @param ref null for all
   */
  @GET
  @Path("repos/{owner}/{repo}/activity")
  Response activity(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @Nullable @QueryParam("ref") String ref,
      @QueryParam("per_page") int perPage);

  /** Those of the teams below it too. */
  @GET
  @Path("orgs/{org}/teams/{team}/members")
  Response members(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("org") String org,
      @PathParam("team") String team,
      @QueryParam("per_page") int perPage);

  /** The next page of a list, at the address that the one before gave. */
  @GET
  Response page(@HeaderParam(HttpHeaders.AUTHORIZATION) String as, @Url URI address);

  @GET
  @Path("repos/{owner}/{repo}/issues/{number}/comments")
  Response comments(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("number") long number,
      @QueryParam("per_page") int perPage);

  @POST
  @Path("repos/{owner}/{repo}/issues/{number}/comments")
  Response comment(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("number") long number,
      Text text);

  @PATCH
  @Path("repos/{owner}/{repo}/issues/comments/{id}")
  Response editComment(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("id") long id,
      Text text);

  @GET
  @Path("repos/{owner}/{repo}/commits/{sha}/check-runs")
  Response checkRuns(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("sha") String sha,
      @QueryParam("check_name") String name,
      @QueryParam("app_id") long app,
      @QueryParam("per_page") int perPage);

  @POST
  @Path("repos/{owner}/{repo}/check-runs")
  Response checkRun(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      CheckRun run);

  /** Adds the annotations to those that are there. */
  @PATCH
  @Path("repos/{owner}/{repo}/check-runs/{id}")
  Response editCheckRun(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("id") long id,
      CheckRun run);

  @POST
  @Path("repos/{owner}/{repo}/statuses/{sha}")
  Response status(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("sha") String sha,
      Status status);

  /** Whose token it is. */
  @GET
  @Path("user")
  Response user(@HeaderParam(HttpHeaders.AUTHORIZATION) String as);

  /** Which app it is that signed. */
  @GET
  @Path("app")
  Response app(@HeaderParam(HttpHeaders.AUTHORIZATION) String as);

  @POST
  @Path("app/installations/{installation}/access_tokens")
  Response token(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("installation") long installation,
      TokenFor repositories);

  /** Our own mapper, so that what is sent does not follow a setting made for other JSON. */
  @ClientObjectMapper
  static ObjectMapper objectMapper() {
    return ForgeAnswer.JSON;
  }

  /** A comment to be written. */
  record Text(String body) {
    @Override
    public String toString() {
      return "Text[]";
    }
  }

  /** What a token is wanted for. */
  record TokenFor(List<String> repositories) {}

  /**
   * A check run to be written.
   *
   * @param headSha empty for one that is there already
   * @param externalId empty until it is complete
   * @param conclusion empty until it is complete
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record CheckRun(
      String name,
      Optional<String> headSha,
      String status,
      Optional<String> conclusion,
      Optional<String> externalId,
      Output output) {
    @Override
    public String toString() {
      return "CheckRun[" + name + ", " + status + "]";
    }
  }

  /** What a check run shows. */
  record Output(String title, String summary, List<Annotation> annotations) {
    @Override
    public String toString() {
      return "Output[" + annotations.size() + "]";
    }
  }

  /** A mistake at its lines. */
  record Annotation(
      String path,
      int startLine,
      int endLine,
      String annotationLevel,
      String title,
      String message) {
    @Override
    public String toString() {
      return "Annotation[" + path + ":" + startLine + "]";
    }
  }

  /** A commit status to be written. */
  record Status(String state, String context, String description) {
    @Override
    public String toString() {
      return "Status[" + context + ", " + state + "]";
    }
  }
}
