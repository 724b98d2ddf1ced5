package dev.turnpike.sandbox.payments.cards;

import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes payment methods out of test cards, and finds those of a customer. */
public final class PaymentMethods {

    private static final String BLANK =
            """
            {"id": null, "object": "payment_method", "allow_redisplay": "unspecified",
             "billing_details": {"address": {"city": null, "country": null, "line1": null,
               "line2": null, "postal_code": null, "state": null}, "email": null, "name": null,
               "phone": null, "tax_id": null},
             "card": {"brand": "visa", "checks": {"address_line1_check": null,
                 "address_postal_code_check": null, "cvc_check": "pass"},
               "country": "US", "display_brand": "visa", "exp_month": 1, "exp_year": 2000,
               "fingerprint": null, "funding": "credit", "generated_from": null, "last4": null,
               "networks": {"available": ["visa"], "preferred": null},
               "regulated_status": "unregulated", "three_d_secure_usage": {"supported": true},
               "wallet": null},
             "created": 0, "customer": null, "customer_account": null, "livemode": false,
             "metadata": {}, "type": "card"}
            """;

    /** Cards made from {@code pm_card_…} are good for that long. */
    private static final int TOKEN_YEARS = 4;

    private final Ids ids;
    private final InstantSource clock;

    public PaymentMethods(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** A card a visitor typed in, who is there to answer the bank. */
    public CardOnFile typed(CardForm form, Changes changes) {
        var made = new CardOnFile(blank(form.card(), form.expiryMonth()), form.card(), true);
        made.method().withObject("billing_details").put("email", form.email());
        made.putInto(changes);
        return made;
    }

    /** A payment method by its id, or a new one for one of Stripe's {@code pm_card_…}. */
    public Optional<CardOnFile> find(Changes changes, String idOrToken) {
        return TestCard.findByToken(idOrToken)
                .map(card -> ofToken(card, changes))
                .or(() -> CardOnFile.find(changes, idOrToken));
    }

    /** The cards attached to a customer, newest first; not to be changed. */
    public static List<ObjectNode> listOf(String customerId, Changes changes) {
        return changes.listNewestFirst(Kind.PAYMENT_METHOD).stream()
                .filter(method -> Json.textAt(method, "/customer").equals(customerId))
                .toList();
    }

    CardOnFile ofToken(TestCard card, Changes changes) {
        YearMonth expiry =
                YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusYears(TOKEN_YEARS);
        var made = new CardOnFile(blank(card, expiry), card, false);
        made.putInto(changes);
        return made;
    }

    private ObjectNode blank(TestCard card, YearMonth expiry) {
        ObjectNode method = Json.readObject(BLANK);
        method.put("id", ids.next("pm_")).put("created", clock.instant().getEpochSecond());
        method.withObject("card")
                .put("last4", card.lastFour())
                .put("fingerprint", "sandbox" + card.lastFour())
                .put("exp_month", expiry.getMonthValue())
                .put("exp_year", expiry.getYear());
        if (card == TestCard.INCORRECT_CVC) {
            method.withObject("card").withObject("checks").put("cvc_check", "fail");
        }
        return method;
    }
}
