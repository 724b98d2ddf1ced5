package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Two servers buy $20 for accounts below $10 with their saved cards: once each, or not at all,
 * whatever is lost on the way; and no event is needed for it.
 */
@ExtendWith(Stage.class)
class C07_AutoTopUpIT {

    private static final Usd BOUGHT = Usd.parse("20");

    /** The job looks every 5 s. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What nobody answered is looked after within a minute, and tried again after another one. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @BeforeAll
    static void twoServersRun() {
        Stage.second();
    }

    @AfterEach
    void faultsAreClearedAndTheBooksBalance() {
        Checkout.faults("{}");
        TopUp.switchAllOff();
        Books.balance();
    }

    @Test
    void buysOnceForEachAccountWithoutAnyEvent() {
        Checkout.faults("{\"drop\": 200}");

        List<TopUp> all = ten("pm_card_visa");

        all.forEach(one -> one.awaitPosted(BOUGHT, SOON));
        pause(Duration.ofSeconds(12));
        all.forEach(C07_AutoTopUpIT::hasBoughtOnce);
    }

    @Test
    void buysOnceWhereAnswersAreLost() {
        List<TopUp> all = Stream.generate(() -> TopUp.off("pm_card_visa")).limit(10).toList();
        all.forEach(TopUp::switchOn);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            Checkout.faults("{\"fail_after_commit\": 1, \"drop\": 50}");
            pause(Duration.ofMillis(150));
            Checkout.faults("{\"hang_up_after_commit\": 1, \"drop\": 50}");
            pause(Duration.ofMillis(150));
        }
        Checkout.faults("{}");

        all.forEach(one -> one.awaitPosted(BOUGHT, PATIENCE));
        pause(Duration.ofSeconds(12));
        all.forEach(C07_AutoTopUpIT::hasBoughtOnce);
        System.out.printf(
                "Automatic top-up: %d attempts for 10 credits%n",
                all.stream().mapToLong(TopUp::attempts).sum());
    }

    @Test
    void creditsWhatAServerThatDiedHasPaid() {
        TopUp topUp = TopUp.off("pm_card_visa");

        topUp.payBehindTheServersBack();

        topUp.awaitPosted(BOUGHT, Duration.ofSeconds(75));
        hasBoughtOnce(topUp);
    }

    @Test
    void switchesItselfOffWhenTheBankRefuses() {
        TopUp declined = TopUp.on("pm_card_chargeCustomerFail");
        TopUp authenticated = TopUp.on("pm_card_authenticationRequired");

        declined.awaitReason("CARD_DECLINED");
        authenticated.awaitReason("AUTHENTICATION_REQUIRED");

        pause(Duration.ofSeconds(12));
        for (TopUp refused : List.of(declined, authenticated)) {
            assertThat(refused.attempts()).isOne();
            assertThat(Books.posted(refused.account())).isEqualTo(Usd.ZERO);
            assertThat(refused.balance()).isEqualTo(Usd.ZERO);
        }
    }

    @Test
    void takesARefundedTopUpBackAndBuysNoOther() {
        TopUp topUp = TopUp.on("pm_card_visa");
        topUp.awaitPosted(BOUGHT, SOON);

        Checkout.sandbox("/v1/refunds", Map.of("charge", topUp.charge(), "amount", "1500"));

        topUp.awaitPosted(Usd.parse("5"), Duration.ofSeconds(75));
        topUp.awaitReason("MONEY_WENT_BACK");
        assertThat(topUp.attempts()).isOne();
        assertThat(topUp.balance()).isEqualTo(Usd.parse("5"));
        assertThat(topUp.clearing()).isEqualTo(Usd.parse("5"));
    }

    @Test
    void isSetUpInThePortalByWhoeverKeepsACard() {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.visitWithoutScript(1280);
            Portal portal = new Portal(page);
            buyAndKeepTheCard(page, portal);

            switchOn(page, portal, "30");
            assertThat(page.locator("#threshold-error"))
                    .hasText("It must not be above what is bought at once.");
            switchOn(page, portal, "10");
            assertThat(page.locator("main")).containsText("Below $10.00, $20.00 is bought");

            Awaitility.await()
                    .atMost(SOON)
                    .until(
                            () -> {
                                portal.open("/credits");
                                return page.locator(".figure").innerText().contains("$25.00");
                            });
            assertThat(page.locator("main")).containsText("automatic");
            leavesForPapersAndComesBack(page, portal);
            portal.button("Remove Visa").click();
            assertThat(page.locator("body")).containsText("The card is removed.");
            assertThat(portal.button("Switch off")).isHidden();
        }
    }

    private static void buyAndKeepTheCard(Page page, Portal portal) {
        portal.open("/register");
        portal.register("mia@example.com");
        portal.open("/credits");
        page.locator(".chip:has([value='5'])").click();
        page.locator("[name=keep_card]").check();
        portal.button("Continue to payment").click();
        portal.pay("4242 4242 4242 4242");
        assertThat(portal.heading("$5.00 added")).isVisible();
        portal.open("/credits");
        assertThat(page.locator("main")).containsText("Visa ···· 4242");
    }

    private static void switchOn(Page page, Portal portal, String threshold) {
        page.locator("[name=threshold]").fill(threshold);
        page.locator("[name=amount]").fill("20");
        page.locator("[name=ceiling]").fill("20");
        portal.button("Switch on").click();
    }

    private static void leavesForPapersAndComesBack(Page page, Portal portal) {
        for (String paper : List.of("Invoice", "Payment")) {
            portal.open("/credits");
            portal.link("Details of $5.00").click();
            portal.link(paper).click();
            assertThat(page).not().hasURL(Pattern.compile(".*/credits.*"));
        }
        portal.open("/credits");
        portal.button("Cards, tax IDs and invoices").click();
        assertThat(page).not().hasURL(Pattern.compile(".*/credits"));
        portal.open("/credits/billing");
        assertThat(page).hasURL(Pattern.compile(".*/credits"));
    }

    private static List<TopUp> ten(String card) {
        return Stream.generate(() -> TopUp.on(card)).limit(10).toList();
    }

    private static void hasBoughtOnce(TopUp one) {
        assertThat(Books.posted(one.account())).isEqualTo(BOUGHT);
        assertThat(one.balance()).as("what the payment provider has").isEqualTo(BOUGHT);
        assertThat(one.clearing()).as("what the journal says of it").isEqualTo(BOUGHT);
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    /** An account with a saved card, and no credit. */
    private record TopUp(AccountId account, String customer, String card) {

        static TopUp on(String card) {
            TopUp topUp = off(card);
            topUp.switchOn();
            return topUp;
        }

        void switchOn() {
            Books.execute(
                    """
                    insert into auto_top_up values (?, 10000000000, 20000000000, 100000000000,
                        'ada@example.com', true, null, now() - interval '1 second', now())\
                    """,
                    account.value());
        }

        static TopUp off(String card) {
            AccountId account = Tenant.with(Usd.ZERO).account();
            JsonNode customer =
                    Checkout.sandbox("/v1/customers", Map.of("email", "ada@example.com"));
            String id = customer.path("id").asString();
            JsonNode saved =
                    Checkout.sandbox(
                            "/v1/payment_methods/" + card + "/attach", Map.of("customer", id));
            Books.execute(
                    "insert into payment_customer (account_id, customer_id, edition) values (?, ?,"
                            + " 1)",
                    account.value(),
                    id);
            return new TopUp(account, id, saved.path("id").asString());
        }

        static void switchAllOff() {
            Books.execute("update auto_top_up set is_on = false");
        }

        /** As a server does that dies before it hears the answer. */
        void payBehindTheServersBack() {
            PurchaseId purchase = PurchaseId.next();
            JsonNode payment =
                    Checkout.sandbox(
                            "/v1/payment_intents",
                            Map.of(
                                    "amount", "2000",
                                    "currency", "usd",
                                    "customer", customer,
                                    "payment_method", card,
                                    "payment_method_types[0]", "card"));
            String id = payment.path("id").asString();
            Books.execute(
                    """
                    insert into purchase (purchase_id, account_id, way, amount_nanos, status,
                        buyer_email, created_at, payment_id)
                    values (?, ?, 'TOP_UP', 20000000000, 'OPEN', 'ada@example.com', now(), ?)\
                    """,
                    purchase.value(),
                    account.value(),
                    id);
            Checkout.sandbox(
                    "/v1/payment_intents/" + id + "/confirm", Map.of("off_session", "true"));
        }

        void awaitPosted(Usd credit, Duration patience) {
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> assertThat(Books.posted(account)).isEqualTo(credit));
        }

        void awaitReason(String reason) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(
                            () ->
                                    Books.number(
                                                    "select count(*) from auto_top_up where not is_on and"
                                                            + " reason = '"
                                                            + reason
                                                            + "' and account_id = ?",
                                                    account)
                                            == 1);
        }

        long attempts() {
            return Books.number(
                    "select count(*) from purchase where way = 'TOP_UP' and account_id = ?",
                    account);
        }

        String charge() {
            return charges().get(0).path("id").asString();
        }

        private JsonNode charges() {
            return Checkout.ask("/v1/charges?customer=" + customer).path("data");
        }

        /** What the payment provider has taken for this account and not given back. */
        Usd balance() {
            Map<String, Long> moved = SandboxBalance.bySource();
            long cents = 0;
            for (JsonNode charge : charges()) {
                String id = charge.path("id").asString();
                cents += moved.getOrDefault(id, 0L);
                for (JsonNode refund : Checkout.ask("/v1/refunds?charge=" + id).path("data")) {
                    cents += moved.getOrDefault(refund.path("id").asString(), 0L);
                }
            }
            return Usd.ofCents(cents);
        }

        Usd clearing() {
            return new Usd(
                    Books.number(
                            "select -sum(payment_clearing_nanos) from journal where account_id = ?",
                            account));
        }
    }
}
