package dev.turnpike.api.catalog;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Provider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The list of providers. Open to everybody. */
@Singleton
@Path("providers")
@Produces(MediaType.APPLICATION_JSON)
public class ProvidersResource {

    private final LiveCatalog catalog;

    @Inject
    public ProvidersResource(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    public JsonNode list() {
        ObjectNode json = Json.object();
        ArrayNode data = json.putArray("data");
        catalog.listProviders().forEach(provider -> data.add(toJson(provider)));
        return json;
    }

    private ObjectNode toJson(Provider provider) {
        ObjectNode json = Json.object().put("name", provider.name()).put("slug", provider.slug());
        json.put("privacy_policy_url", provider.privacyPolicyUrl());
        json.put("terms_of_service_url", provider.termsOfServiceUrl());
        json.put("status_page_url", provider.statusPageUrl());
        json.put("headquarters", provider.headquarters());
        provider.regions().forEach(json.putArray("datacenters")::add);
        return json.put("available", catalog.isConnected(provider));
    }
}
