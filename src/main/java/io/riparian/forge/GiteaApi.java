package io.riparian.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.ClientQueryParam;
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
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * The REST API of Gitea and Forgejo, as far as Riparian uses it. Every method takes the {@code
 * Authorization} to show, and hands the response over unread and unjudged, which {@link
 * ForgeAnswer} does.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "riparian")
interface GiteaApi {

  @GET
  @Path("settings/api")
  Response settings(@HeaderParam(HttpHeaders.AUTHORIZATION) String as);

  @GET
  @Path("repos/{owner}/{repo}")
  Response repository(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo);

  @GET
  @Path("repos/{owner}/{repo}/pulls")
  @ClientQueryParam(name = "state", value = "open")
  @ClientQueryParam(name = "sort", value = "oldest")
  Response open(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  @GET
  @Path("repos/{owner}/{repo}/pulls/{index}")
  Response pull(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index);

  /** The one whose merge made this very commit. */
  @GET
  @Path("repos/{owner}/{repo}/commits/{sha}/pull")
  Response pullWith(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("sha") String sha);

  /** One ref when it is there; a list of those that begin so when it is not. */
  @GET
  @Path("repos/{owner}/{repo}/git/refs/pull/{index}/head")
  Response head(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index);

  @GET
  @Path("repos/{owner}/{repo}/pulls/{index}/reviews")
  Response reviews(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  @GET
  @Path("repos/{owner}/{repo}/pulls/{index}/commits")
  @ClientQueryParam(name = "verification", value = "false")
  @ClientQueryParam(name = "files", value = "false")
  Response commits(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  @GET
  @Path("repos/{owner}/{repo}/issues/{index}/timeline")
  Response timeline(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  @GET
  @Path("orgs/{org}/teams")
  Response teams(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("org") String org,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  @GET
  @Path("teams/{id}/members")
  Response members(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("id") long team,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

  /** All of them at once. */
  @GET
  @Path("repos/{owner}/{repo}/issues/{index}/comments")
  Response comments(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index);

  @POST
  @Path("repos/{owner}/{repo}/issues/{index}/comments")
  Response comment(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("index") long index,
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
  @Path("repos/{owner}/{repo}/statuses/{sha}")
  Response statuses(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String as,
      @PathParam("owner") String owner,
      @PathParam("repo") String repo,
      @PathParam("sha") String sha,
      @QueryParam("page") int page,
      @QueryParam("limit") int limit);

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

  /** A commit status to be written. */
  record Status(String state, String context, String description) {
    @Override
    public String toString() {
      return "Status[" + context + ", " + state + "]";
    }
  }
}
