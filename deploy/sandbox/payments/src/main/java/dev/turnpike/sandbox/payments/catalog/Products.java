package dev.turnpike.sandbox.payments.catalog;

import static dev.turnpike.sandbox.payments.api.ParameterRules.FLAG;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Names what is sold. */
public final class Products {

    private static final String PATH = "/v1/products";

    private static final String BLANK =
            """
            {"id": null, "object": "product", "active": true, "created": 0,
             "default_price": null, "description": null, "images": [], "livemode": false,
             "marketing_features": [], "metadata": {}, "name": null,
             "package_dimensions": null, "shippable": null, "statement_descriptor": null,
             "tax_code": null, "type": "service", "unit_label": null, "updated": 0, "url": null}
            """;

    private final Ids ids;
    private final InstantSource clock;
    private final Events events;

    public Products(Ids ids, InstantSource clock, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /** What is served under {@code /v1/products}. */
    public List<Route> routes(ObjectStore store) {
        ParameterRules create =
                ParameterRules.expandOnly()
                        .with("name", TEXT)
                        .with("description", TEXT)
                        .with("active", FLAG)
                        .with("metadata[*]", METADATA);
        return List.of(
                Route.of("POST", PATH, create, this::create),
                new Listing(store, Kind.PRODUCT, PATH).filteredBy("active", "/active").route(),
                Route.found(PATH, Kind.PRODUCT));
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        if (!given.has("name")) {
            return new Reply.Refused(ApiError.missing("name"));
        }
        ObjectNode product = named(given.find("name").orElseThrow());
        given.find("description").ifPresent(text -> product.put("description", text));
        given.find("active").ifPresent(word -> product.put("active", word.equals("true")));
        Metadata.fill(product, given);
        keep(product, call.changes());
        return new Reply.Done(product);
    }

    ObjectNode named(String name) {
        long now = clock.instant().getEpochSecond();
        return Json.readObject(BLANK)
                .put("id", ids.next("prod_"))
                .put("created", now)
                .put("updated", now)
                .put("name", name);
    }

    void keep(ObjectNode product, Changes changes) {
        changes.put(product);
        events.record(changes, "product.created", product);
    }
}
