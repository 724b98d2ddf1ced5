package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.InstantSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the lines of an order from the prices a caller sends along. */
public final class LineItems {

    private static final String BLANK =
            """
            {"id": null, "object": "item", "adjustable_quantity": null, "amount_discount": 0,
             "amount_subtotal": 0, "amount_tax": 0, "amount_total": 0, "currency": "usd",
             "description": null, "metadata": {},
             "price": {"id": null, "object": "price", "active": false,
               "billing_scheme": "per_unit", "created": 0, "currency": "usd",
               "custom_unit_amount": null, "livemode": false, "lookup_key": null, "metadata": {},
               "nickname": null, "product": null, "recurring": null,
               "tax_behavior": "unspecified", "tiers_mode": null, "transform_quantity": null,
               "type": "one_time", "unit_amount": 0, "unit_amount_decimal": "0"},
             "quantity": 1}
            """;

    private final Ids ids;
    private final InstantSource clock;

    public LineItems(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The line at {@code prefix}, as {@code line_items[0]}, whose price is known or told. */
    public ObjectNode create(FormParameters given, String prefix, Changes changes) {
        return given.find(prefix + "[price]")
                .flatMap(id -> changes.find(Kind.PRICE, id))
                .map(price -> ofPrice(price, given, prefix, changes))
                .orElseGet(() -> ofPriceData(given, prefix));
    }

    private ObjectNode ofPrice(
            ObjectNode price, FormParameters given, String prefix, Changes changes) {
        String product = Json.textAt(price, "/product");
        String name = Json.textAt(changes.find(Kind.PRODUCT, product).orElseThrow(), "/name");
        ObjectNode item = item(price.path("unit_amount").asLong(), given, prefix);
        item.put("description", name).set("price", price);
        return item;
    }

    private ObjectNode ofPriceData(FormParameters given, String prefix) {
        long unitCents = given.findNumber(prefix + "[price_data][unit_amount]").orElse(0L);
        ObjectNode item = item(unitCents, given, prefix);
        item.put("description", given.find(productName(prefix)).orElseThrow());
        item.withObject("price")
                .put("id", ids.next("price_"))
                .put("created", clock.instant().getEpochSecond())
                .put("product", ids.next("prod_"))
                .put(
                        "tax_behavior",
                        given.find(prefix + "[price_data][tax_behavior]").orElse("unspecified"))
                .put("unit_amount", unitCents)
                .put("unit_amount_decimal", Long.toString(unitCents));
        return item;
    }

    private ObjectNode item(long unitCents, FormParameters given, String prefix) {
        long quantity = given.findNumber(prefix + "[quantity]").orElse(1L);
        long totalCents = Math.multiplyExact(unitCents, quantity);
        return Json.readObject(BLANK)
                .put("id", ids.next("li_"))
                .put("amount_subtotal", totalCents)
                .put("amount_total", totalCents)
                .put("quantity", quantity);
    }

    static String productName(String prefix) {
        return prefix + "[price_data][product_data][name]";
    }

    static long totalCents(ArrayNode items) {
        return items.valueStream()
                .mapToLong(item -> item.path("amount_total").asLong())
                .reduce(0L, Math::addExact);
    }
}
