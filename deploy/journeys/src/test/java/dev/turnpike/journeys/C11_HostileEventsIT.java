package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Events that are forged, stale, premature, of others, unreadable, or about nothing: each has its
 * answer, and none changes the books. Then comes the right one.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class C11_HostileEventsIT {

    private static final int TAKEN = 200;
    private static final int REFUSED = 400;
    private static final int TOO_LARGE = 413;
    private static final Usd PRICE = Usd.parse("10");

    private static Tenant ada;
    private static Checkout checkout;

    /** Paid at the provider, but nobody here has begun a purchase with it. */
    private static String nobodys;

    /**
     * How many of the events of this journey are kept, and how many of them wait; the product asks
     * for others by itself meanwhile.
     */
    private record Events(long kept, long waiting) {

        static final Events NONE = new Events(0, 0);
        static final Events DONE = new Events(1, 0);
        static final Events PARKED = new Events(1, 1);

        static Events now() {
            String sql = "select count(*) from payment_event where event_id like 'evt\\_hostile%'";
            return new Events(
                    Books.number(sql),
                    Books.number(sql + " and failures > 0 and handled_at is null"));
        }

        Events since(Events before) {
            return new Events(kept - before.kept, waiting - before.waiting);
        }
    }

    /**
     * A call of the webhook.
     *
     * @param signature of the call; empty when it shall have none
     * @param status the stated answer
     * @param events what becomes of the event
     */
    private record Call(String name, String body, String signature, int status, Events events) {

        static Call refused(String name, String body, String signature) {
            return new Call(name, body, signature, REFUSED, Events.NONE);
        }

        /** Genuinely signed, and refused for what it says. */
        static Call refused(String name, String body) {
            return refused(name, body, signedNow(body));
        }

        /** Kept and done with: it is about nothing of ours, or nothing new. */
        static Call done(String name, String body, String signature) {
            return new Call(name, body, signature, TAKEN, Events.DONE);
        }

        static Call done(String name, String body) {
            return done(name, body, signedNow(body));
        }

        /** Kept, and a person has to look. */
        static Call parked(String name, String body) {
            return new Call(name, body, signedNow(body), TAKEN, Events.PARKED);
        }

        int make() {
            String server = Stage.turnpike().publicUrl();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return signature.isEmpty()
                    ? Webhook.deliver(server, bytes, "X-Nothing", "nothing")
                    : Webhook.deliver(server, bytes, "Stripe-Signature", signature);
        }
    }

    @BeforeAll
    static void aCheckoutWaits() {
        Checkout.faults("{\"drop\": 1000}");
        ada = Tenant.with(Usd.ZERO);
        checkout = Checkout.openFor(ada);
        nobodys =
                Checkout.sandbox(
                                "/v1/checkout/sessions",
                                Map.of(
                                        "mode", "payment",
                                        "success_url", Stage.turnpike().publicUrl() + "/",
                                        "line_items[0][quantity]", "1",
                                        "line_items[0][price_data][currency]", "usd",
                                        "line_items[0][price_data][unit_amount]", "1000",
                                        "line_items[0][price_data][product_data][name]", "Pie"))
                        .path("id")
                        .asString();
    }

    @AfterAll
    static void theBooksBalance() {
        Checkout.faults("{}");
        Books.balance();
    }

    @Order(1)
    @TestFactory
    Stream<DynamicTest> answersEachAndChangesNothing() {
        return Stream.of(forged(), ofOthers(), unreadable(), aboutNothing())
                .flatMap(List::stream)
                .map(call -> DynamicTest.dynamicTest(call.name(), () -> check(call)));
    }

    @Order(2)
    @Test
    void creditsTheRightOneOnceHoweverOftenItIsReplayed() {
        checkout.pay();
        String event = checkout.event();
        String signature = signedNow(event);
        String foreign = event.replaceFirst("2026-07-29.dahlia", "2019-01-01");

        assertThat(Webhook.deliver(event, signature)).isEqualTo(TAKEN);
        assertThat(Webhook.deliver(event, signature)).isEqualTo(TAKEN);
        assertThat(Webhook.deliver(foreign, signedNow(foreign))).isEqualTo(TAKEN);

        assertThat(Books.purchases(ada.account()))
                .containsExactly(new Books.Credit(ada.account(), PRICE));
        assertThat(Books.posted(ada.account())).isEqualTo(PRICE);
    }

    /** It says that it is of another edition of the API: what it names is fetched in ours. */
    @Order(3)
    @Test
    void creditsWhatAnEventOfAnotherVersionNames() {
        Tenant bob = Tenant.with(Usd.ZERO);
        Checkout his = Checkout.openFor(bob);
        his.pay();
        String foreign = his.event().replaceFirst("2026-07-29.dahlia", "2026-10-28.endive");

        assertThat(Webhook.deliver(foreign, signedNow(foreign))).isEqualTo(TAKEN);

        assertThat(Books.posted(bob.account())).isEqualTo(PRICE);
    }

    private static void check(Call call) {
        String books = Books.fingerprint(ada.account());
        Events before = Events.now();

        assertThat(call.make()).as(call.name()).isEqualTo(call.status());

        assertThat(Books.fingerprint(ada.account())).as("books").isEqualTo(books);
        assertThat(Events.now().since(before)).isEqualTo(call.events());
    }

    private static List<Call> forged() {
        String event = completed("");
        long now = Instant.now().getEpochSecond();
        String right = Webhook.digest(event, now, Stage.turnpike().webhookSecret());
        String zeros = "0".repeat(64);
        return List.of(
                Call.refused("no signature", event, ""),
                Call.refused("no digest", event, "t=" + now),
                Call.refused(
                        "a digest that nobody made", event, "t=%d,v1=%s".formatted(now, zeros)),
                Call.refused(
                        "another secret",
                        event,
                        "t=%d,v1=%s".formatted(now, Webhook.digest(event, now, "whsec_other"))),
                Call.refused("of another scheme", event, "t=%d,v0=%s".formatted(now, right)),
                Call.refused("dated anew", event, "t=%d,v1=%s".formatted(now + 1, right)),
                Call.refused("without a date", event, "v1=" + right),
                Call.refused("301 s old", event, Webhook.signed(event, now - 301)),
                Call.refused("an hour ahead", event, Webhook.signed(event, now + 3600)),
                Call.refused(
                        "one byte changed",
                        event.replace("evt_hostile", "evt_hostilf"),
                        Webhook.signed(event, now)),
                Call.refused("a byte more", event + " ", Webhook.signed(event, now)),
                Call.refused(
                        "a very long signature",
                        event,
                        "t=%d%s".formatted(now, ",v1=00".repeat(1_000))));
    }

    private static List<Call> ofOthers() {
        return List.of(
                Call.refused("real money in test mode", completed(", 'livemode': true")),
                Call.refused("a mode that is none", completed(", 'livemode': 'false'")),
                Call.refused(
                        "of a connected account",
                        completed(", 'livemode': false, 'account': 'acct_other'")));
    }

    private static List<Call> unreadable() {
        String huge = completed(", 'more': '%s'".formatted("x".repeat(2_000_000)));
        return List.of(
                Call.refused("nothing", ""),
                Call.refused("no JSON", "id=evt_hostile&type=checkout.session.completed"),
                Call.refused("half of its JSON", completed("").substring(0, 60)),
                Call.refused("a list", "[" + completed("") + "]"),
                Call.refused("without an id", json("{'type': 'checkout.session.completed'}")),
                Call.refused("an id that is a number", json("{'id': 7, 'type': 'refund.failed'}")),
                Call.refused(
                        "an id that cannot be stored",
                        json("{'id': 'evt_hostile\\u0000', 'type': 'refund.failed'}")),
                Call.refused(
                        "an id without an end",
                        json(
                                "{'id': 'evt_hostile%s', 'type': 'refund.failed'}"
                                        .formatted("1".repeat(300)))),
                Call.refused(
                        "a type that is none", json("{'id': 'evt_hostile', 'type': 'no type'}")),
                Call.refused("nested for ever", "{\"a\":".repeat(100_000)),
                new Call("two megabytes", huge, signedNow(huge), TOO_LARGE, Events.NONE));
    }

    private static List<Call> aboutNothing() {
        String right = completed("");
        long now = Instant.now().getEpochSecond();
        return List.of(
                Call.done("says paid, but is not", completed(", 'livemode': false")),
                Call.done(
                        "several signatures, one of them right",
                        right,
                        Webhook.signed(right, now).replace(",", ",v1=00,") + ",v0=0a"),
                Call.done(
                        "of a type that nobody knows",
                        event("invented.by.nobody", "{'id': 'x_1'}")),
                Call.done(
                        "about a checkout that does not exist",
                        event("checkout.session.completed", "{'id': 'cs_test_gone'}")),
                Call.done(
                        "about a checkout of nobody",
                        event("checkout.session.completed", "{'id': '" + nobodys + "'}")),
                Call.done(
                        "about a payment that does not exist",
                        event("charge.refunded", "{'id': 'ch_gone', 'payment_intent': 'pi_gone'}")),
                Call.parked("about nothing at all", event("charge.dispute.created", "{}")),
                Call.parked("about a word", event("refund.failed", "'word'")),
                Call.parked(
                        "of an edition that nobody reads",
                        event("checkout.session.completed", "[{'session': 'cs_1'}]")));
    }

    /** An event that says that the checkout was paid. */
    private static String completed(String more) {
        return json(
                "{'id': 'evt_hostile_%s', 'object': 'event', 'type': 'checkout.session.completed', 'data': {'object': {'id': '%s', 'payment_status': 'paid'}}%s}"
                        .formatted(number(), checkout.id(), more));
    }

    private static String event(String type, String object) {
        return json(
                "{'id': 'evt_hostile_%s', 'object': 'event', 'type': '%s', 'data': {'object': %s}}"
                        .formatted(number(), type, object));
    }

    private static String number() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String signedNow(String body) {
        return Webhook.signed(body, Instant.now().getEpochSecond());
    }
}
