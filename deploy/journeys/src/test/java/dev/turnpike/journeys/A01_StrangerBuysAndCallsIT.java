package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
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
    private static Look look;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
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
        page.navigate(Stage.turnpike().publicUrl() + "/");
        look.at("home");
        button("Sign up").first().click();
        look.at("register");
        page.getByLabel("Email").fill("ada@example.com");
        page.locator("#password").fill("correct horse 1");
        page.locator("#password-confirm").fill("correct horse 1");
        fillIfPresent("First name", "Ada");
        fillIfPresent("Last name", "Lovelace");
        page.locator("[type=submit]").last().click();

        assertThat(page).hasURL(Pattern.compile(".*/welcome"));
        assertThat(heading("First steps")).isVisible();
        look.at("first-steps");
    }

    @Test
    @Order(2)
    void seesWhyACardIsDeclinedAndNothingChanges() {
        page.getByText("Continue to payment").click();
        pay("4000 0000 0000 0002");

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
        pay("4242 4242 4242 4242");

        assertThat(page.locator("header .balance").first())
                .containsText(
                        "$10.00", new LocatorAssertions.ContainsTextOptions().setTimeout(2_000));
        look.at("paid");
    }

    @Test
    @Order(4)
    void createsAKeyAndRunsTheFirstRequest() {
        page.navigate(Stage.turnpike().publicUrl() + "/welcome");
        page.getByText("Create key").click();
        assertThat(page.getByText("sk-tp-v1-").first()).isVisible();
        look.at("first-steps-key");
        page.getByText("Run it here").click();

        assertThat(page.locator("#first-call")).containsText("It arrived");
        look.at("first-call-arrived");
        Usd cost = shown("#first-call .cost");
        assertThat(cost.isPositive()).isTrue();
        assertThat(shown("#first-call .left")).isEqualTo(Usd.parse("10").minus(cost));
    }

    @Test
    @Order(5)
    void readsTheReceiptOfTheCall() {
        Usd cost = shown("#first-call .cost");
        page.getByText("See the receipt").click();

        assertThat(page.locator("main")).containsText("sandbox/echo");
        assertThat(page.locator("main")).containsText(cost.toDisplayString());
        assertThat(page.locator("main")).containsText("15");
        look.at("receipt");
        page.navigate(Stage.turnpike().publicUrl() + "/usage");
        assertThat(page.locator("main")).containsText("sandbox/echo");
        look.at("usage");
    }

    @Test
    @Order(6)
    void findsThePurchaseAndItsReceipt() throws IOException {
        page.navigate(Stage.turnpike().publicUrl() + "/credits");
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
    void seesKeysAndModels() {
        page.navigate(Stage.turnpike().publicUrl() + "/keys");
        assertThat(page.locator("main")).containsText("first key");
        assertThat(page.content()).doesNotContainPattern("sk-tp-v1-[0-9A-Za-z]{20}");
        look.at("keys");
        page.navigate(Stage.turnpike().publicUrl() + "/models");
        look.at("models");
        page.navigate(Stage.turnpike().publicUrl() + "/models/sandbox/echo");
        look.at("model");
        page.navigate(Stage.turnpike().publicUrl() + "/no/such/page");
        assertThat(page.locator("h1")).isVisible();
        chromium.complaints().removeIf(complaint -> complaint.contains("404"));
        look.at("not-found");
    }

    @Test
    @Order(8)
    void signsOut() {
        page.navigate(Stage.turnpike().publicUrl() + "/credits");
        page.locator("details.menu summary").click();
        page.getByText("Sign out").click();
        assertThat(page.getByText("Sign in").first()).isVisible();
        page.navigate(Stage.turnpike().publicUrl() + "/keys");

        assertThat(page).hasURL(Pattern.compile(".*/realms/turnpike/.*"));
        look.at("sign-in");
    }

    private static void pay(String card) {
        page.getByLabel("Email").fill("ada@example.com");
        page.locator("[name=card_number]").fill(card);
        page.locator("[name=expiry]").fill("12/40");
        page.locator("[name=cvc]").fill("123");
        page.locator("button[type=submit]").click();
    }

    private static void fillIfPresent(String label, String text) {
        Locator field = page.getByLabel(label);
        if (field.count() > 0) {
            field.fill(text);
        }
    }

    private static Usd shown(String selector) {
        return Usd.parse(
                page.locator(selector)
                        .innerText()
                        .replaceAll("[^0-9.]", "")
                        .replaceAll("0+$", "0"));
    }

    private static Locator button(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }
}
