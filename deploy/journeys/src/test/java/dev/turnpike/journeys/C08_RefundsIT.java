package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.launcher.Server;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ada uses a part of what she bought and has some of the rest refunded, an operator refunds more,
 * and a server dies between taking the credit and asking for the money.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class C08_RefundsIT {

    /** A refund of which nothing was heard is taken up after a minute, and events every 30 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static Look look;

    @SuppressWarnings("NullAway.Init") // The first step finds it.
    private static AccountId account;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        look = new Look(page);
    }

    @AfterEach
    void faultsAreCleared() {
        Checkout.faults("{}");
    }

    @AfterAll
    static void theBooksBalance() {
        chromium.close();
        Books.balance();
    }

    @Test
    @Order(1)
    void buysCreditAndUsesSome() {
        portal.open("/");
        portal.link("Sign up").click();
        String email = "ada-" + UUID.randomUUID() + "@example.com";
        portal.register(email);
        page.getByText("Continue to payment").click();
        portal.pay("4242 4242 4242 4242");
        account =
                new AccountId(
                        UUID.fromString(
                                Books.text(
                                        "select account_id from member where email = ?", email)));
        portal.open("/welcome");
        page.getByText("Create key").click();
        page.getByText("Run it here").click();

        assertThat(page.locator("#first-call")).containsText("It arrived");
    }

    @Test
    @Order(2)
    void hasAPartOfWhatIsLeftRefundedWhileAllEventsAreLost() {
        Checkout.faults("{\"drop\": 20}");
        openTheRefund();
        assertThat(page.locator("main")).containsText("your Visa card ending in 4242");
        look.at("refund");
        page.getByLabel("Credit to refund").fill("4.00");
        portal.button("Refund").click();

        assertThat(page.locator("main")).containsText("partial refund, $4.00");
        look.at("purchase-refunded");
        assertThat(stripe()).isEqualTo(Usd.parse("6"));
        assertThat(clearing()).isEqualTo(stripe());
    }

    @Test
    @Order(3)
    void isNotRefundedMoreThanIsLeft() {
        openTheRefund();
        page.getByLabel("Credit to refund").fill("6.00");
        portal.button("Refund").click();

        assertThat(page.locator("#amount-error")).containsText("of its credit is left");
        assertThat(page.getByLabel("Credit to refund")).hasValue("6.00");
        assertThat(stripe()).isEqualTo(Usd.parse("6"));
    }

    @Test
    @Order(4)
    void hasOneRefundedWhoseAnswerIsLost() {
        openTheRefund();
        page.getByLabel("Credit to refund").fill("1.00");
        Checkout.faults("{\"fail_after_commit\": 1, \"drop\": 20}");
        portal.button("Refund").click();

        Awaitility.await().atMost(PATIENCE).until(() -> count("PAID") == 2);
        assertThat(stripe()).isEqualTo(Usd.parse("5"));
        assertThat(clearing()).isEqualTo(stripe());
    }

    @Test
    @Order(5)
    void isRefundedWhatAServerLeftUndoneThatDied() {
        openTheRefund();
        page.getByLabel("Credit to refund").fill("2.00");
        Checkout.faults("{\"hang_before_commit\": 3, \"hang_millis\": 60000, \"drop\": 20}");
        page.evaluate("document.querySelector('main form').submit()");
        Awaitility.await().until(() -> count("ASKED") == 1);
        assertThat(stripe()).isEqualTo(Usd.parse("5"));
        Server server = Stage.turnpike().server();
        server.kill();
        Checkout.faults("{\"drop\": 20}");
        server.start();

        Awaitility.await().atMost(PATIENCE).until(() -> count("PAID") == 3);
        assertThat(stripe()).isEqualTo(Usd.parse("3"));
        assertThat(clearing()).isEqualTo(stripe());
        chromium.complaints().clear();
    }

    @Test
    @Order(6)
    void isRefundedTheRestByAnOperatorWhoSaysWhy() {
        Page desk = chromium.visit(1280, ColorScheme.LIGHT);
        Portal operator = new Portal(desk);
        operator.open("/operator/purchases?q=" + account);
        desk.getByLabel("Email").fill("operator@turnpike.localhost");
        desk.locator("#password").fill(Stage.turnpike().operatorPassword());
        desk.locator("[type=submit]").last().click();
        assertThat(operator.heading("Purchases")).isVisible();
        operator.open("/operator/purchases?q=" + account);
        new Look(desk).at("operator-purchases");
        operator.link("Open the purchase").click();
        desk.getByLabel("Credit to refund").fill("2.50");
        desk.getByLabel("Reason").fill("goodwill");
        operator.button("Refund").click();

        assertThat(desk.locator("main")).containsText("goodwill");
        assertThat(desk.locator("main")).containsText("operator@turnpike.localhost");
        new Look(desk).at("operator-purchase");
        assertThat(stripe()).isEqualTo(Usd.parse("0.5"));
        assertThat(clearing()).isEqualTo(stripe());
    }

    private static void openTheRefund() {
        portal.open("/credits");
        page.locator("a[aria-label^='Details of']").first().click();
        portal.link("Refund what is left").click();
    }

    private static long count(String status) {
        return Books.number(
                "select count(*) from refund where status = '" + status + "' and account_id = ?",
                account);
    }

    private static Usd clearing() {
        return new Usd(
                Books.number(
                        "select -sum(payment_clearing_nanos) from journal where account_id = ?",
                        account));
    }

    /** What the payment provider still has of the payment. */
    private static Usd stripe() {
        String payment =
                Books.text("select payment_id from purchase where account_id = ?", account.value());
        var charges = Checkout.ask("/v1/charges?payment_intent=" + payment).path("data");
        return Usd.ofCents(
                charges.get(0).path("amount").asLong()
                        - charges.get(0).path("amount_refunded").asLong());
    }
}
