package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same story without a mouse: tab, enter, space and letters lead from home to a receipt. */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A03_KeyboardOnlyIT {

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static Keyboard keyboard;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        keyboard = new Keyboard(page);
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
    void skipsTheNavigation() {
        portal.open("/");
        Locator skip = portal.link("Skip to content");
        keyboard.tab();
        assertThat(keyboard.isAt(skip)).isTrue();
        assertThat(skip).isInViewport();
        page.keyboard().press("Enter");
        keyboard.tab();

        assertThat(page.locator("main :focus")).hasText("Sign up");
    }

    @Test
    @Order(2)
    void leafsThroughTheModels() {
        keyboard.enter(portal.link("See models and prices"));
        keyboard.type(page.getByLabel("Search"), "a");
        keyboard.enter(portal.button("Apply"));
        assertThat(page.locator(".head")).containsText("that match");
        keyboard.enter(portal.link("Next page"));

        assertThat(page.locator(".head")).containsText("26–50 of");
        keyboard.tab();
        assertThat(page.locator("#models :focus")).hasCount(1);
    }

    @Test
    @Order(3)
    void registers() {
        keyboard.enter(portal.link("Sign up"));
        keyboard.type(page.getByLabel("Email"), "katherine@example.com");
        keyboard.type(page.locator("#password"), Portal.PASSWORD);
        keyboard.type(page.locator("#password-confirm"), Portal.PASSWORD);
        for (String name : new String[] {"First name", "Last name"}) {
            if (page.getByLabel(name).count() > 0) {
                keyboard.type(page.getByLabel(name), "Katherine");
            }
        }
        keyboard.enter(page.locator("[type=submit]").last());

        assertThat(portal.heading("First steps")).isVisible();
    }

    @Test
    @Order(4)
    void buysCredit() {
        keyboard.space(page.locator("input[name=chip][value='10']"));
        keyboard.enter(portal.button("Continue to payment"));
        keyboard.type(page.locator("[name=card_number]"), "4242 4242 4242 4242");
        keyboard.type(page.locator("[name=expiry]"), "12/40");
        keyboard.type(page.locator("[name=cvc]"), "123");
        keyboard.enter(page.locator("button[type=submit]"));

        assertThat(portal.heading("$10.00 added")).isVisible();
    }

    @Test
    @Order(5)
    void createsAKeyAndRunsTheFirstRequest() {
        keyboard.enter(portal.link("Continue: create a key"));
        keyboard.enter(portal.button("Create key"));
        assertThat(page.getByText("sk-tp-v1-").first()).isVisible();
        keyboard.space(portal.button("Run it here"));

        assertThat(page.locator("#first-call")).containsText("It arrived");
    }

    @Test
    @Order(6)
    void readsTheReceipt() {
        keyboard.enter(portal.link("See the receipt"));

        assertThat(portal.heading("Receipt of a call")).isVisible();
        assertThat(page.locator("main")).containsText("sandbox/echo");
    }

    @Test
    @Order(7)
    void createsAnotherKeyOnItsOwnPage() {
        keyboard.enter(page.locator("nav a[href='/keys']"));
        keyboard.space(page.locator("details.card summary"));
        keyboard.type(page.getByLabel("Name"), "laptop");
        keyboard.enter(portal.button("Create key"));
        assertThat(page.locator(".secret code")).containsText("sk-tp-v1-");
        keyboard.enter(portal.link("I saved it"));

        assertThat(page.locator("tbody")).containsText("laptop");
    }

    @Test
    @Order(8)
    void signsOut() {
        keyboard.space(page.locator("details.menu summary"));
        keyboard.enter(portal.button("Sign out"));

        assertThat(portal.link("Sign in")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/"));
    }
}
