package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.turnpike.billing.keys.KeySecret;
import dev.turnpike.journeys.Wire.Answer;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody bounds what may be spent, in a browser without script, and a program runs into it. */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A07_LimitsIT {

    private static final String LIN = "lin@example.com";
    private static final int PAYMENT_REQUIRED = 402;
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
            // The browser reports the status of a refused form as it should.
            chromium.complaints().removeIf(complaint -> complaint.contains("status of 422"));
            assertThat(chromium.complaints()).isEmpty();
        } finally {
            chromium.close();
        }
        Books.balance();
    }

    @Test
    @Order(1)
    void signsUpAndBuysCredit() {
        portal.open("/register");
        portal.register(LIN);
        portal.open("/credits");
        page.locator(".chip:has([value='10'])").click();
        portal.button("Continue to payment").click();
        portal.pay("4242 4242 4242 4242");

        assertThat(portal.heading("$10.00 added")).isVisible();
    }

    @Test
    @Order(2)
    void makesAWorkspaceAndAKeyInItWithADailyLimit() {
        portal.open("/limits");
        page.getByLabel("New workspace").fill("Agents");
        portal.button("Create workspace").click();
        assertThat(page.locator("main")).containsText("Agents");
        portal.open("/keys");
        page.locator("input[name=name]").fill("bot");
        page.locator("input[name=limit]").fill("5");
        page.locator("select[name=reset]").selectOption("daily");
        page.locator("select[name=workspace]").selectOption("Agents");
        portal.button("Create key").click();
        key = page.locator(".secret code").first().innerText();

        assertThat(call().status()).isEqualTo(OK);
        portal.open("/keys");
        assertThat(page.locator("tbody")).containsText("of $5.00 each day");
        assertThat(page.locator("tbody")).containsText("resets");
    }

    @Test
    @Order(3)
    void seesWhatIsWrongBesideTheAmount() {
        portal.open("/limits");
        page.locator("details.card summary").click();
        page.locator("input[name=amount]").fill("0");
        portal.button("Set limit").click();

        assertThat(page.locator("#amount-error")).hasText("A limit must be above zero.");
    }

    @Test
    @Order(4)
    void boundsTheWorkspaceAndRunsIntoIt() {
        page.locator("select[name=target]").selectOption("Workspace “Agents”");
        page.locator("input[name=amount]").fill("0.01");
        page.locator("select[name=reset]").selectOption("weekly");
        portal.button("Set limit").click();
        assertThat(page.locator("tbody")).containsText("Workspace Agents");
        assertThat(page.locator("tbody")).containsText("$0.01 each week");

        // What a server knows of a key may be a second old.
        Awaitility.await()
                .atMost(3, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(dearCall().status()).isEqualTo(PAYMENT_REQUIRED));
        var error = dearCall().body().path("error");
        assertThat(error.path("message").asString())
                .contains("the weekly limit of the workspace \"Agents\" of $0.01");
        assertThat(error.path("metadata").path("limit_source").asString())
                .isEqualTo("turnpike_workspace_limit");
        assertThat(call().status()).isEqualTo(OK);
    }

    @Test
    @Order(5)
    void removesALimit() {
        portal.open("/limits");
        page.locator("tr:has-text('Workspace') button").click();

        assertThat(page.locator("tbody")).not().containsText("Workspace Agents");
        assertThat(page.locator("tbody")).containsText("Key bot");
    }

    private static Answer call() {
        return Wire.post(
                new KeySecret(key), Wire.chat("sandbox/echo", "hi", ", \"max_tokens\": 100"));
    }

    private static Answer dearCall() {
        return Wire.post(
                new KeySecret(key), Wire.chat("sandbox/echo", "hi", ", \"max_tokens\": 16000"));
    }
}
