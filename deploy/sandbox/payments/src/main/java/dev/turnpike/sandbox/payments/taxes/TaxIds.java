package dev.turnpike.sandbox.payments.taxes;

import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the tax ids of customers. */
public final class TaxIds {

    private static final String BLANK =
            """
            {"id": null, "object": "tax_id", "country": null, "created": 0, "customer": null,
             "customer_account": null, "livemode": false,
             "owner": {"customer": null, "customer_account": null, "type": "customer"},
             "type": null, "value": null,
             "verification": {"status": "unverified", "verified_address": null,
               "verified_name": null}}
            """;

    private final Ids ids;
    private final InstantSource clock;

    public TaxIds(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps a tax id whose form was checked; one the customer has already is not kept twice. */
    public ObjectNode add(String customerId, TaxIdNumber number, Changes changes) {
        for (ObjectNode known : listOf(customerId, changes)) {
            if (Json.textAt(known, "/value").equals(number.value())) {
                return known.deepCopy();
            }
        }
        ObjectNode taxId = Json.readObject(BLANK);
        taxId.put("id", ids.next("txi_"))
                .put("country", number.country().toUpperCase(Locale.ROOT))
                .put("created", clock.instant().getEpochSecond())
                .put("customer", customerId)
                .put("type", number.type())
                .put("value", number.value());
        taxId.withObject("owner").put("customer", customerId);
        changes.put(taxId);
        return taxId;
    }

    /** Newest first; not to be changed. */
    public static List<ObjectNode> listOf(String customerId, Changes changes) {
        return changes.listNewestFirst(Kind.TAX_ID).stream()
                .filter(taxId -> Json.textAt(taxId, "/customer").equals(customerId))
                .toList();
    }

    /** What Stripe answers when a tax id is deleted; the caller puts it in place of the id. */
    public static ObjectNode gone(String id) {
        return Json.object()
                .put("id", id)
                .put("object", Kind.TAX_ID.objectName())
                .put("deleted", true);
    }
}
