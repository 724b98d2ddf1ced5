package dev.turnpike.journeys;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.turnpike.billing.money.Usd;

/** What people do in the portal in more than one journey, and how they find things there. */
final class Portal {

    static final String PASSWORD = "correct horse 1";

    private final Page page;

    Portal(Page page) {
        this.page = page;
    }

    void open(String path) {
        page.navigate(Stage.turnpike().publicUrl() + path);
    }

    /** Fills in the registration form, which is open. */
    void register(String email) {
        page.getByLabel("Email").fill(email);
        page.locator("#password").fill(PASSWORD);
        page.locator("#password-confirm").fill(PASSWORD);
        fillIfPresent("First name", "Ada");
        fillIfPresent("Last name", "Lovelace");
        page.locator("[type=submit]").last().click();
    }

    /** Fills in the sign-in form, which is open. */
    void signInAsOperator() {
        page.getByLabel("Email").fill("operator@turnpike.localhost");
        page.locator("#password").fill(Stage.turnpike().operatorPassword());
        page.locator("[type=submit]").last().click();
    }

    /** Fills in the payment sandbox's form, which is open. */
    void pay(String card) {
        page.getByLabel("Email").fill("ada@example.com");
        page.locator("[name=card_number]").fill(card);
        page.locator("[name=expiry]").fill("12/40");
        page.locator("[name=cvc]").fill("123");
        page.locator("button[type=submit]").click();
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    /** The amount in this place. */
    Usd shown(String selector) {
        return Usd.parse(
                page.locator(selector)
                        .innerText()
                        .replaceAll("[^0-9.]", "")
                        .replaceAll("0+$", "0"));
    }

    private void fillIfPresent(String label, String text) {
        Locator field = page.getByLabel(label);
        if (field.count() > 0) {
            field.fill(text);
        }
    }
}
