package io.riparian.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Connect's REST API, as far as Riparian uses it. Every method hands the response over unread
 * and unjudged: {@link Answer} reads it, within limits, and {@link ErrorAnswer} judges it.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface ConnectApi {

  @GET
  Response worker();

  /** Since 3.9. */
  @GET
  @Path("health")
  Response health();

  @GET
  @Path("connectors")
  Response connectors();

  /**
   * @param expand {@code status}, {@code info} or both, as repeated parameters
   */
  @GET
  @Path("connectors")
  Response connectors(@QueryParam("expand") List<String> expand);

  @POST
  @Path("connectors")
  Response create(NewConnector connector);

  @GET
  @Path("connectors/{name}")
  Response connector(@PathParam("name") String name);

  @DELETE
  @Path("connectors/{name}")
  Response delete(@PathParam("name") String name);

  @GET
  @Path("connectors/{name}/status")
  Response status(@PathParam("name") String name);

  /** Since 3.5. */
  @GET
  @Path("connectors/{name}/offsets")
  Response offsets(@PathParam("name") String name);

  @PUT
  @Path("connectors/{name}/config")
  Response update(@PathParam("name") String name, Map<String, String> config);

  @PUT
  @Path("connectors/{name}/pause")
  Response pause(@PathParam("name") String name);

  @PUT
  @Path("connectors/{name}/resume")
  Response resume(@PathParam("name") String name);

  @PUT
  @Path("connectors/{name}/stop")
  Response stop(@PathParam("name") String name);

  @POST
  @Path("connectors/{name}/restart")
  Response restart(
      @PathParam("name") String name,
      @QueryParam("includeTasks") boolean includeTasks,
      @QueryParam("onlyFailed") boolean onlyFailed);

  /**
   * @param connectorsOnly false for transforms, predicates and converters too
   */
  @GET
  @Path("connector-plugins")
  Response plugins(@QueryParam("connectorsOnly") boolean connectorsOnly);

  /**
   * Since 3.2.
   *
   * @param version since 4.1, ignored before; null for the newest
   */
  @GET
  @Path("connector-plugins/{plugin}/config")
  Response configDef(
      @PathParam("plugin") String plugin, @QueryParam("version") @Nullable String version);

  @PUT
  @Path("connector-plugins/{plugin}/config/validate")
  Response validate(@PathParam("plugin") String plugin, Map<String, String> config);

  @GET
  @Path("admin/loggers")
  Response loggers();

  /** Our own mapper, so that what is sent does not follow a setting made for other JSON. */
  @ClientObjectMapper
  static ObjectMapper objectMapper() {
    return Answer.JSON;
  }

  /**
   * A connector to be created.
   *
   * @param initialState empty for Connect's own, which is running; then the field is not sent,
   *     because a worker before 3.7 answers 500 to it
   */
  record NewConnector(
      String name,
      Map<String, String> config,
      @JsonProperty("initial_state") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          String initialState) {
    @Override
    public String toString() {
      return "NewConnector[" + name + "]";
    }
  }
}
