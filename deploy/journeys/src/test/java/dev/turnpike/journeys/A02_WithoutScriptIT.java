package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.turnpike.billing.keys.KeySecret;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same story in a browser that runs no script: every form is sent and every page is shown by
 * the server alone, the sign-in and the payment included.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A02_WithoutScriptIT {

    private static final String GRACE = "grace@example.com";
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static String key = "";

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visitWithoutScript(1280);
        portal = new Portal(page);
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
    void leafsThroughTheModels() {
        portal.open("/");
        assertThat(page.locator("html.js")).hasCount(0);
        portal.link("See models and prices").click();
        assertThat(page.locator("tbody tr")).hasCount(25);
        page.getByLabel("Sort by").selectOption("name");
        portal.button("Apply").click();
        String firstName = page.locator("tbody th a").first().innerText();
        portal.link("Next page").click();

        assertThat(page).hasURL(Pattern.compile(".*sort=name&page=2#models"));
        assertThat(page.locator(".head")).containsText("26–50 of");
        assertThat(page.locator("tbody")).not().containsText(firstName);
        portal.link("Previous page").click();
        assertThat(page.locator("tbody th a").first()).hasText(firstName);
    }

    @Test
    @Order(2)
    void findsAModelByNameAndKeepsWhatWasTyped() {
        page.getByLabel("Search").fill("SANDBOX/é");
        portal.button("Apply").click();
        assertThat(portal.heading("Models")).isVisible();
        assertThat(page.getByText("No model matches")).isVisible();
        assertThat(page.getByLabel("Search")).hasValue("SANDBOX/é");
        page.getByLabel("Search").fill("SANDBOX/e");
        page.getByLabel("Show").selectOption("simulated");
        portal.button("Apply").click();

        assertThat(page.locator(".head")).containsText("that match");
        assertThat(page.locator("tbody")).containsText("sandbox/echo");
        portal.link("Echo").click();
        assertThat(page).hasURL(Pattern.compile(".*/models/sandbox/echo"));
    }

    @Test
    @Order(3)
    void answersEveryPageNumber() {
        for (String number : new String[] {"0", "-1", "9999999999999", "nonsense", "2.5", ""}) {
            APIResponse response =
                    page.request().get(Stage.turnpike().publicUrl() + "/models?page=" + number);

            assertThat(response.status()).as("page %s", number).isEqualTo(OK);
        }
        portal.open("/models?page=9999");
        assertThat(portal.link("Next page")).hasCount(0);
        assertThat(portal.link("Previous page")).isVisible();
    }

    @Test
    @Order(4)
    void registersAndSignsInByForm() {
        portal.open("/register");
        portal.register(GRACE);
        assertThat(portal.heading("First steps")).isVisible();
        page.locator("details.menu summary").click();
        portal.button("Sign out").click();
        portal.link("Sign in").click();
        page.getByLabel("Email").fill(GRACE);
        page.locator("#password").fill(Portal.PASSWORD);
        page.locator("[type=submit]").last().click();

        assertThat(page.locator("header .balance")).containsText("$0.00");
    }

    @Test
    @Order(5)
    void buysTenDollars() {
        portal.open("/credits");
        page.locator(".chip:has([value='10'])").click();
        portal.button("Continue to payment").click();
        portal.pay("4242 4242 4242 4242");

        assertThat(page).hasURL(Pattern.compile(".*/credits/return\\?session_id=cs_.*"));
        assertThat(portal.heading("$10.00 added")).isVisible();
        assertThat(page.locator("header .balance")).containsText("$10.00");
    }

    @Test
    @Order(6)
    void createsAKeyAndCallsWithIt() {
        portal.open("/keys");
        page.getByLabel("Name").fill("Büro");
        portal.button("Create key").click();
        assertThat(page.locator("main p b").first()).hasText("Büro");
        key = page.locator(".secret code").first().innerText();

        assertThat(call().status()).isEqualTo(OK);
    }

    @Test
    @Order(7)
    void readsTheUsageAndTheReceipt() {
        portal.open("/usage");
        assertThat(page.locator("main")).containsText("on 1 call");
        page.locator("a[href^='/usage/gen-']").first().click();

        assertThat(portal.heading("Receipt of a call")).isVisible();
        assertThat(page.locator("main")).containsText("Büro");
        assertThat(page.locator("main")).containsText("How the cost came about");
        portal.open("/credits");
        String receipt = page.locator("a[href$='receipt.pdf']").getAttribute("href");
        APIResponse pdf = page.request().get(Stage.turnpike().publicUrl() + receipt);
        assertThat(pdf.headers()).containsEntry("content-type", "application/pdf");
    }

    @Test
    @Order(8)
    void revokesTheKey() {
        portal.open("/keys");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Revoke Büro")).click();
        page.locator("main input[name=name]").fill("something else");
        portal.button("Revoke this key").click();
        assertThat(page.locator("#name-error")).isVisible();
        // The browser reports the status of a refused form as it should: nothing is wrong with it.
        chromium.complaints().removeIf(complaint -> complaint.contains("status of 422"));
        page.locator("main input[name=name]").fill("Büro");
        portal.button("Revoke this key").click();

        assertThat(page.locator("main")).containsText("revoked");
        assertThat(call().status()).isEqualTo(UNAUTHORIZED);
    }

    private static Wire.Answer call() {
        KeySecret secret = KeySecret.parse(key).orElseThrow();
        return Wire.post(secret, Wire.chat("sandbox/echo", "No script", ""));
    }
}
