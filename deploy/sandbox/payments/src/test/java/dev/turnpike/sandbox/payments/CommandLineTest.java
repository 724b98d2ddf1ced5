package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's own command line gets on with the sandbox as it does with Stripe. */
class CommandLineTest {

    /** Stripe lists an event a little after it happened. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir static Path home;

    private static Counterpart counterpart;
    private static StripeCommandLine stripe;

    @BeforeAll
    static void open() {
        NodePackages.install();
        counterpart = Counterpart.choose();
        stripe = new StripeCommandLine(counterpart, home);
    }

    @AfterEach
    void staysTrueToStripe() {
        counterpart.assertTrueToStripe();
    }

    @AfterAll
    static void close() {
        counterpart.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "billing_portal.session.created",
                "charge.dispute.closed",
                "charge.dispute.created",
                "charge.dispute.updated",
                "charge.failed",
                "charge.refund.updated",
                "charge.refunded",
                "charge.succeeded",
                "checkout.session.completed",
                "checkout.session.expired",
                "customer.created",
                "customer.deleted",
                "customer.updated",
                "payment_intent.canceled",
                "payment_intent.created",
                "payment_intent.payment_failed",
                "payment_intent.requires_action",
                "payment_intent.succeeded",
                "payment_method.attached",
                "payment_method.detached",
                "payment_method.updated",
                "product.created",
                "setup_intent.canceled",
                "setup_intent.created",
                "setup_intent.requires_action",
                "setup_intent.setup_failed",
                "setup_intent.succeeded"
            })
    void triggers(String event) {
        String before = newestEvent(event);

        OtherProgram.Result result = stripe.run("trigger", event);

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("Trigger succeeded!");
        await().atMost(PATIENCE).until(() -> !newestEvent(event).equals(before));
    }

    @Test
    void makesAndDeletesACustomer() {
        ObjectNode ada =
                stripe.ask(
                        "customers",
                        "create",
                        "--email=ada@acme.example",
                        "-d",
                        "metadata[account]=acme");
        String id = ada.path("id").asString();

        ObjectNode found = stripe.ask("customers", "retrieve", id);
        ObjectNode gone = stripe.ask("customers", "delete", id, "--confirm");

        assertThat(found.at("/metadata/account").asString()).isEqualTo("acme");
        assertThat(gone.path("deleted").asBoolean()).isTrue();
    }

    @Test
    void opensAndExpiresACheckout() {
        ObjectNode open =
                stripe.ask(
                        "checkout",
                        "sessions",
                        "create",
                        "--mode=payment",
                        "--success-url=https://shop.example/credit",
                        "--client-reference-id=purchase-1",
                        "-d",
                        "line_items[0][quantity]=1",
                        "-d",
                        "line_items[0][price_data][currency]=usd",
                        "-d",
                        "line_items[0][price_data][unit_amount]=1000",
                        "-d",
                        "line_items[0][price_data][product_data][name]=Credit");
        String id = open.path("id").asString();

        ObjectNode lines = stripe.ask("checkout", "sessions", "list_line_items", id);
        ObjectNode expired = stripe.ask("checkout", "sessions", "expire", id);

        assertThat(open.path("amount_total").asLong()).isEqualTo(1000);
        assertThat(lines.at("/data/0/description").asString()).isEqualTo("Credit");
        assertThat(expired.path("status").asString()).isEqualTo("expired");
    }

    @Test
    void paysAndRefunds() {
        String id =
                stripe.ask(
                                "payment_intents",
                                "create",
                                "--amount=2000",
                                "--currency=usd",
                                "-d",
                                "payment_method_types[]=card")
                        .path("id")
                        .asString();

        ObjectNode paid =
                stripe.ask("payment_intents", "confirm", id, "--payment-method=pm_card_visa");
        ObjectNode refund =
                stripe.ask("refunds", "create", "--payment-intent=" + id, "--amount=500");

        assertThat(paid.path("status").asString()).isEqualTo("succeeded");
        assertThat(refund.path("amount").asLong()).isEqualTo(500);
        assertThat(refund.path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void showsWhyACardIsDeclined() {
        OtherProgram.Result declined =
                stripe.run(
                        "payment_intents",
                        "create",
                        "--amount=2000",
                        "--currency=usd",
                        "-d",
                        "payment_method_types[]=card",
                        "--payment-method=pm_card_visa_chargeDeclined",
                        "--confirm=true");

        assertThat(declined.output()).contains("card_declined", "generic_decline");
    }

    @Test
    void showsThatAParameterIsUnknown() {
        OtherProgram.Result refused = stripe.run("customers", "create", "-d", "colour=red");

        assertThat(refused.output()).contains("parameter_unknown", "colour");
    }

    @Test
    void runsAFileOfFixtures() {
        OtherProgram.Result result = stripe.run("fixtures", "cli/purchase.json");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("Running fixture for: goodbye");
    }

    /** Its id, or an empty text when there is none of the type yet. */
    private static String newestEvent(String type) {
        ObjectNode newest = stripe.ask("events", "list", "--type=" + type, "--limit=1");
        return newest.at("/data/0/id").asString("");
    }
}
