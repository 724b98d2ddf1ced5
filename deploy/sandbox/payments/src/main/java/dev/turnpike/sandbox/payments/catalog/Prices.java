package dev.turnpike.sandbox.payments.catalog;

import static dev.turnpike.sandbox.payments.api.ParameterRules.FLAG;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.oneOf;

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
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Says what a product costs, once and in dollars: nothing here is sold by subscription. */
public final class Prices {

    /** Stripe's largest charge in dollars, cents. */
    private static final long MAX_CENTS = 99_999_999;

    private static final String PATH = "/v1/prices";
    private static final String PRODUCT_NAME = "product_data[name]";

    private static final String BLANK =
            """
            {"id": null, "object": "price", "active": true, "billing_scheme": "per_unit",
             "created": 0, "currency": "usd", "custom_unit_amount": null, "livemode": false,
             "lookup_key": null, "metadata": {}, "nickname": null, "product": null,
             "recurring": null, "tax_behavior": "unspecified", "tiers_mode": null,
             "transform_quantity": null, "type": "one_time", "unit_amount": 0,
             "unit_amount_decimal": "0"}
            """;

    private final Ids ids;
    private final InstantSource clock;
    private final Products products;
    private final Events events;

    public Prices(Ids ids, InstantSource clock, Products products, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.products = products;
        this.events = events;
    }

    /** What is served under {@code /v1/prices}. */
    public List<Route> routes(ObjectStore store) {
        ParameterRules create =
                ParameterRules.expandOnly()
                        .with("currency", oneOf("usd"))
                        .with("unit_amount", new ParameterRules.Whole(0, MAX_CENTS))
                        .with("product", TEXT)
                        .with(PRODUCT_NAME, TEXT)
                        .with("nickname", TEXT)
                        .with("lookup_key", TEXT)
                        .with("active", FLAG)
                        .with("metadata[*]", METADATA);
        var list =
                new Listing(store, Kind.PRICE, PATH)
                        .filteredBy("active", "/active")
                        .filteredBy("currency", "/currency")
                        .filteredBy("product", "/product")
                        .filteredByAny("lookup_keys", "/lookup_key");
        return List.of(
                Route.of("POST", PATH, create, this::create),
                list.route(),
                Route.found(PATH, Kind.PRICE));
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        Optional<ApiError> refusal = findRefusal(given, call.changes());
        if (refusal.isPresent()) {
            return new Reply.Refused(refusal.get());
        }
        long cents = given.findNumber("unit_amount").orElseThrow();
        ObjectNode price = Json.readObject(BLANK);
        price.put("id", ids.next("price_"))
                .put("created", clock.instant().getEpochSecond())
                .put("unit_amount", cents)
                .put("unit_amount_decimal", Long.toString(cents))
                .put("product", product(given, call.changes()));
        for (String text : List.of("nickname", "lookup_key")) {
            given.find(text).ifPresent(value -> price.put(text, value));
        }
        given.find("active").ifPresent(word -> price.put("active", word.equals("true")));
        Metadata.fill(price, given);
        call.changes().put(price);
        events.record(call.changes(), "price.created", price);
        return new Reply.Done(price);
    }

    private static Optional<ApiError> findRefusal(FormParameters given, Changes changes) {
        for (String required : List.of("currency", "unit_amount")) {
            if (!given.has(required)) {
                return Optional.of(ApiError.missing(required));
            }
        }
        Optional<String> product = given.find("product");
        if (product.isPresent() == given.has(PRODUCT_NAME)) {
            return Optional.of(
                    ApiError.invalid(
                            null,
                            "Exactly one of these parameters is needed: product, product_data.",
                            null));
        }
        return product.filter(id -> changes.find(Kind.PRODUCT, id).isEmpty())
                .map(id -> ApiError.unknownReference(Kind.PRODUCT, id, "product"));
    }

    private String product(FormParameters given, Changes changes) {
        return given.find("product")
                .orElseGet(
                        () -> {
                            ObjectNode made =
                                    products.named(given.find(PRODUCT_NAME).orElseThrow());
                            products.keep(made, changes);
                            return Json.textAt(made, "/id");
                        });
    }
}
