package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.billing.money.Usd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole story in a browser: a stranger signs up, buys credit, makes a key, calls, reads the
 * receipt.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A01_StrangerBuysAndCallsIT {

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static Look look;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        look = new Look(page);
    }

    @AfterAll
    static void theBrowserHasNoComplaintsAndTheBooksBalance() {
        try {
            assertThat(chromium.complaints()).isEmpty();
        } finally {
            chromium.close();
        }
        Books.balance();
    }

    @Test
    @Order(1)
    void registersFromTheHomePage() {
        portal.open("/");
        look.at("home");
        portal.link("Sign up").click();
        look.at("register");
        portal.register("ada@example.com");

        assertThat(page).hasURL(Pattern.compile(".*/welcome"));
        assertThat(portal.heading("First steps")).isVisible();
        look.at("first-steps");
    }

    @Test
    @Order(2)
    void seesWhyACardIsDeclinedAndNothingChanges() {
        page.getByText("Continue to payment").click();
        portal.pay("4000 0000 0000 0002");

        assertThat(page.getByText("declined").first()).isVisible();
        assertThat(
                        Books.number(
                                "select count(*) from journal_transaction where kind = 'PURCHASE' and reference like 'pi_%'"))
                .isZero();
        look.at("payment-declined");
        // The browser reports the status of a declined payment as it should: nothing is wrong with
        // it.
        chromium.complaints().removeIf(complaint -> complaint.contains("402 (Payment Required)"));
    }

    @Test
    @Order(3)
    void paysAndHasTheCreditWithinTwoSeconds() {
        portal.pay("4242 4242 4242 4242");

        assertThat(page.locator("header .balance").first())
                .containsText(
                        "$10.00", new LocatorAssertions.ContainsTextOptions().setTimeout(2_000));
        look.at("paid");
    }

    @Test
    @Order(4)
    void createsAKeyAndRunsTheFirstRequest() {
        portal.open("/welcome");
        page.getByText("Create key").click();
        assertThat(page.getByText("sk-tp-v1-").first()).isVisible();
        look.at("first-steps-key");
        page.getByText("Run it here").click();

        assertThat(page.locator("#first-call")).containsText("It arrived");
        look.at("first-call-arrived");
        Usd cost = portal.shown("#first-call .cost");
        assertThat(cost.isPositive()).isTrue();
        Usd left = Usd.parse("10").minus(cost);
        assertThat(portal.shown("#first-call .left")).isEqualTo(left);
        assertThat(portal.shown("#credit-step .usd")).isEqualTo(left);
    }

    @Test
    @Order(5)
    void readsTheReceiptOfTheCall() {
        Usd cost = portal.shown("#first-call .cost");
        page.getByText("See the receipt").click();

        assertThat(page.locator("main")).containsText("sandbox/echo");
        assertThat(page.locator("main")).containsText(cost.toDisplayString());
        assertThat(page.locator("main")).containsText("15");
        look.at("receipt");
        portal.open("/usage");
        assertThat(page.locator("main")).containsText("sandbox/echo");
        look.at("usage");
    }

    @Test
    @Order(6)
    void findsThePurchaseAndItsReceipt() throws IOException {
        portal.open("/credits");
        look.at("credits");
        Locator receipt = page.locator("a[href$='receipt.pdf']").first();
        Download download =
                page.waitForDownload(
                        () ->
                                receipt.evaluate(
                                        "link => { link.setAttribute('download', 'receipt.pdf'); link.click(); }"));

        byte[] pdf = Files.readAllBytes(download.path());
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    @Order(7)
    void returnsToThePurchaseThatWasPaidAndNotToTheNewest() {
        String older = checkoutOf("5");
        checkoutOf("25");
        page.navigate(older);
        portal.pay("4242 4242 4242 4242");

        assertThat(portal.heading("$5.00 added")).isVisible();
    }

    @Test
    @Order(8)
    void isToldWhenAPaymentIsNotTheirOwn() {
        portal.open("/credits/return?session_id=" + Checkout.openFor(Tenant.with(Usd.ZERO)).id());
        assertThat(portal.heading("Not one of your payments")).isVisible();
        chromium.complaints().removeIf(complaint -> complaint.contains("404"));
        look.at("payment-unknown");
        portal.open("/credits/return");

        assertThat(page).hasURL(Pattern.compile(".*/credits"));
    }

    @Test
    @Order(9)
    void seesKeysAndModels() {
        portal.open("/keys");
        assertThat(page.locator("main")).containsText("first key");
        assertThat(page.content()).doesNotContainPattern("sk-tp-v1-[0-9A-Za-z]{20}");
        look.at("keys");
        portal.open("/models");
        look.at("models");
        portal.open("/models/sandbox/echo");
        look.at("model");
        portal.open("/docs/errors");
        assertThat(page.locator("#payment_required")).isVisible();
        look.at("errors");
        portal.open("/no/such/page");
        assertThat(page.locator("h1")).isVisible();
        chromium.complaints().removeIf(complaint -> complaint.contains("404"));
        look.at("not-found");
    }

    @Test
    @Order(10)
    void signsOut() {
        portal.open("/credits");
        page.locator("details.menu summary").click();
        page.getByText("Sign out").click();
        assertThat(page.getByText("Sign in").first()).isVisible();
        portal.open("/keys");

        assertThat(page).hasURL(Pattern.compile(".*/realms/turnpike/.*"));
        look.at("sign-in");
    }

    /** Begins a purchase of the amount on this chip and leaves it unpaid. */
    private static String checkoutOf(String dollars) {
        portal.open("/credits");
        page.locator(".chip:has([value='" + dollars + "'])").click();
        portal.button("Continue to payment").click();
        assertThat(page.locator("[name=card_number]")).isVisible();
        return page.url();
    }
}
