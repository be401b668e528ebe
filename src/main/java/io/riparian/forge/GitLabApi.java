package io.riparian.forge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.ClientQueryParam;
import io.quarkus.rest.client.reactive.Url;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * GitLab's REST API, as far as Riparian uses it. Every method takes the token to show, and hands
 * the response over unread and unjudged, which {@link ForgeAnswer} does.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = HttpHeaders.USER_AGENT, value = "riparian")
interface GitLabApi {
  String TOKEN = "PRIVATE-TOKEN";

  @GET
  @Path("projects/{project}")
  Response project(@HeaderParam(TOKEN) String as, @PathParam("project") String project);

  @GET
  @Path("projects/{project}/merge_requests")
  @ClientQueryParam(name = "state", value = "opened")
  @ClientQueryParam(name = "order_by", value = "created_at")
  @ClientQueryParam(name = "sort", value = "asc")
  Response open(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @QueryParam("target_branch") String branch,
      @QueryParam("per_page") int perPage);

  @GET
  @Path("projects/{project}/merge_requests/{iid}")
  Response mergeRequest(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid);

  @GET
  @Path("projects/{project}/repository/commits/{sha}/merge_requests")
  Response mergeRequestsWith(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("sha") String sha,
      @QueryParam("per_page") int perPage);

  @GET
  @Path("projects/{project}/merge_requests/{iid}/versions")
  Response versions(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid,
      @QueryParam("per_page") int perPage);

  @GET
  @Path("projects/{project}/merge_requests/{iid}/commits")
  Response commits(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid,
      @QueryParam("per_page") int perPage);

  @GET
  @Path("projects/{project}/merge_requests/{iid}/approvals")
  Response approvals(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid);

  @GET
  @Path("projects/{project}/approvals")
  Response settings(@HeaderParam(TOKEN) String as, @PathParam("project") String project);

  @GET
  @Path("projects/{project}/protected_branches/{branch}")
  Response protection(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("branch") String branch);

  /**
   * The pushes to a project, newest first.
   *
   * @param after the last day of which nothing is told
   */
  @GET
  @Path("projects/{project}/events")
  @ClientQueryParam(name = "action", value = "pushed")
  Response pushes(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") long project,
      @QueryParam("after") LocalDate after,
      @QueryParam("per_page") int perPage);

  /** Those of the group itself, and of none around it. */
  @GET
  @Path("groups/{group}/members")
  Response members(
      @HeaderParam(TOKEN) String as,
      @PathParam("group") String group,
      @QueryParam("per_page") int perPage);

  /** The next page of a list, at the address that the one before gave. */
  @GET
  Response page(@HeaderParam(TOKEN) String as, @Url URI address);

  @GET
  @Path("projects/{project}/merge_requests/{iid}/notes")
  @ClientQueryParam(name = "order_by", value = "created_at")
  @ClientQueryParam(name = "sort", value = "asc")
  Response notes(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid,
      @QueryParam("per_page") int perPage);

  @POST
  @Path("projects/{project}/merge_requests/{iid}/notes")
  Response note(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid,
      Text text);

  @PUT
  @Path("projects/{project}/merge_requests/{iid}/notes/{note}")
  Response editNote(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("iid") long iid,
      @PathParam("note") long note,
      Text text);

  @GET
  @Path("projects/{project}/repository/commits/{sha}/statuses")
  Response statuses(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("sha") String sha,
      @QueryParam("name") String name,
      @QueryParam("per_page") int perPage);

  @POST
  @Path("projects/{project}/statuses/{sha}")
  Response status(
      @HeaderParam(TOKEN) String as,
      @PathParam("project") String project,
      @PathParam("sha") String sha,
      Status status);

  /** Whose token it is. */
  @GET
  @Path("user")
  Response user(@HeaderParam(TOKEN) String as);

  @GET
  @Path("users/{id}")
  Response person(@HeaderParam(TOKEN) String as, @PathParam("id") long id);

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
  record Status(String state, String name, String description) {
    @Override
    public String toString() {
      return "Status[" + name + ", " + state + "]";
    }
  }
}
