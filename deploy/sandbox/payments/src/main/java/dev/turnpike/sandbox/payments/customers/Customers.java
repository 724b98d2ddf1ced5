package dev.turnpike.sandbox.payments.customers;

import static dev.turnpike.sandbox.payments.api.ParameterRules.CLEARABLE_TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes and changes customers. */
public final class Customers {

    private static final List<String> TEXTS = List.of("description", "email", "name", "phone");

    private static final String BLANK =
            """
            {"id": null, "object": "customer", "address": null, "balance": 0, "created": 0,
             "currency": null, "customer_account": null, "default_source": null,
             "delinquent": false, "description": null, "discount": null, "email": null,
             "invoice_prefix": null,
             "invoice_settings": {"custom_fields": null, "default_payment_method": null,
               "footer": null, "rendering_options": null},
             "livemode": false, "metadata": {}, "name": null, "next_invoice_sequence": 1,
             "phone": null, "preferred_locales": [], "shipping": null, "tax_exempt": "none",
             "test_clock": null}
            """;

    private final Ids ids;
    private final InstantSource clock;

    public Customers(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    public static ParameterRules rules() {
        ParameterRules rules = ParameterRules.expandOnly();
        TEXTS.forEach(name -> rules.with(name, CLEARABLE_TEXT));
        return rules.with("metadata[*]", METADATA);
    }

    public Reply create(Call call) {
        ObjectNode customer = blank();
        fill(customer, call.parameters());
        call.changes().put(customer);
        return new Reply.Done(customer);
    }

    public Reply update(Call call) {
        Optional<ObjectNode> found = call.changes().find(Kind.CUSTOMER, call.id());
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.CUSTOMER, call.id()));
        }
        fill(found.get(), call.parameters());
        call.changes().put(found.get());
        return new Reply.Done(found.get());
    }

    /** A customer for a visitor who paid without one, where the checkout asked for that. */
    public ObjectNode guest(String email) {
        return blank().put("email", email);
    }

    private ObjectNode blank() {
        return Json.readObject(BLANK)
                .put("id", ids.next("cus_"))
                .put("created", clock.instant().getEpochSecond());
    }

    private static void fill(ObjectNode customer, FormParameters given) {
        for (String name : TEXTS) {
            given.find(name).ifPresent(text -> customer.put(name, text.isEmpty() ? null : text));
        }
        ObjectNode metadata = customer.withObject("metadata");
        for (Map.Entry<String, String> entry : given.entries("metadata").entrySet()) {
            if (entry.getValue().isEmpty()) {
                metadata.remove(entry.getKey());
            } else {
                metadata.put(entry.getKey(), entry.getValue());
            }
        }
    }
}
