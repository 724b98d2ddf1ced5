package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator makes a code, which a customer without script redeems, and sets a markup, which the
 * price list shows.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A08_CodesAndMarkupsIT {

    private static final String CODE = "Welcome to the jungle";
    private static final String TOO_MANY = "24";

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static Look look;
    private static Page customer;
    private static Portal theirs;

    @BeforeAll
    static void openTheBrowsers() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        look = new Look(page);
        customer = chromium.visitWithoutScript(1280);
        theirs = new Portal(customer);
    }

    @AfterAll
    static void theBrowsersHaveNoComplaintsAndTheBooksBalance() {
        try {
            // A browser reports the status of a refused form as it should: nothing is wrong.
            chromium.complaints().removeIf(complaint -> complaint.contains("status of 422"));
            assertThat(chromium.complaints()).isEmpty();
        } finally {
            chromium.close();
        }
        Books.balance();
    }

    @Test
    @Order(1)
    void saysWhatIsWrongWithACodeAndKeepsWhatWasTyped() {
        portal.open("/operator/codes");
        portal.signInAsOperator();
        makeCode("-5");

        assertThat(page.locator("#amount-error")).isVisible();
        assertThat(page.locator("[name=code]")).hasValue(CODE);
        assertThat(page.locator("[name=amount]")).hasValue("-5");
        look.at("operator-codes-refused");
    }

    @Test
    @Order(2)
    void makesACode() {
        makeCode("7.25");

        assertThat(page.locator("tbody")).containsText("$7.25");
        assertThat(page.locator("tbody")).containsText("2 of 2");
        look.at("operator-codes");
    }

    @Test
    @Order(3)
    void theCustomerRedeemsItOnceWithoutScript() {
        theirs.open("/register");
        theirs.register("wanda@example.com");
        theirs.open("/credits");
        redeem("no such code");
        assertThat(customer.locator("#code-error")).isVisible();
        redeem("WELCOME-TO-THE-JUNGLE");
        assertThat(customer.locator("header .balance")).containsText("$7.25");
        redeem(CODE);

        assertThat(customer.locator("#code-error")).isVisible();
        assertThat(customer.locator("header .balance")).containsText("$7.25");
    }

    @Test
    @Order(4)
    void theStatementShowsIt() {
        theirs.open("/credits/statement");

        assertThat(theirs.heading("Statement")).isVisible();
        assertThat(customer.locator("main")).containsText("Promotional credit");
        assertThat(customer.locator("main")).containsText("$7.25");
    }

    @Test
    @Order(5)
    void switchesTheCodeOff() {
        page.reload();
        assertThat(page.locator("tbody")).containsText("1 of 2");
        page.locator("tbody button").first().click();

        assertThat(page.locator("tbody .badge").first()).containsText("off");
    }

    @Test
    @Order(6)
    void setsAMarkupThatThePriceListShowsAndTakesItBack() {
        portal.open("/operator/markups");
        setMarkup("a lot");
        assertThat(page.locator("#percent-error")).isVisible();
        look.at("operator-markups-refused");
        setMarkup(TOO_MANY);
        assertThat(page.locator("tbody")).containsText("24 %");
        look.at("operator-markups");
        theirs.open("/models/sandbox/json");
        // $1 for a million tokens, and a quarter of a dollar less a cent on top.
        customer.waitForCondition(
                () -> {
                    customer.reload();
                    return customer.locator("main").innerText().contains("$1.24");
                });
        page.locator("tbody button").first().click();

        assertThat(portal.heading("Markups")).isVisible();
        assertThat(page.locator("main")).containsText("Nothing has a markup of its own");
    }

    private static void makeCode(String amount) {
        if (!page.locator("[name=code]").isVisible()) {
            page.locator("main summary").first().click();
        }
        page.locator("[name=code]").fill(CODE);
        page.locator("[name=amount]").fill(amount);
        page.locator("[name=uses]").fill("2");
        page.locator("[name=last]").fill(LocalDate.now(ZoneOffset.UTC).plusDays(9).toString());
        page.locator("[name=days]").fill("30");
        page.locator("[name=note]").fill("for a journey");
        portal.button("Make code").click();
    }

    private static void setMarkup(String percent) {
        page.locator("[name=target]").selectOption("model:sandbox/json");
        page.locator("[name=percent]").fill(percent);
        portal.button("Set markup").click();
    }

    private static void redeem(String code) {
        customer.getByLabel("Promotional code").fill(code);
        theirs.button("Redeem").click();
    }
}
