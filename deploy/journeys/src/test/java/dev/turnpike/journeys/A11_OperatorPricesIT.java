package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Prices follow two lists where they agree, and an operator decides about the rest, each thing
 * once.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A11_OperatorPricesIT {

    private static final String PRICES = "/operator/prices";

    /** Lists that are due are fetched within a minute. */
    private static final Duration A_MINUTE = Duration.ofSeconds(75);

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static OfficeForm office;
    private static Look look;
    private static String staleApproval = "";

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        office = new OfficeForm(page);
        look = new Look(page);
        portal.open("/operator/books");
        portal.signInAsOperator();
    }

    @AfterAll
    static void theBrowserHasNoComplaintsAndTheBooksBalance() {
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
    void publishesWhatTwoListsAgreeOnAndAsksAboutTheRest() {
        Awaitility.await()
                .atMost(A_MINUTE)
                .until(
                        () ->
                                Books.number(
                                                "select count(*) from price_proposal where state = 'OPEN'")
                                        >= 3);
        portal.open(PRICES);
        look.at("operator-prices");
        assertThat(page.locator("main")).containsText("3 of");
        portal.open(PRICES + "?show=waiting");
        assertThat(page.locator("[aria-label='Prices of offers'] tbody tr")).hasCount(3);
        openTheOffer(PriceListFiles.AGREED);
        assertThat(page.locator("dl.facts")).containsText("two lists agree");
        assertThat(page.locator("main")).containsText("$0.50");
        openTheOffer(PriceListFiles.CHANGES);
        staleApproval = page.locator("form[action$='/approval']").first().getAttribute("action");
        PriceListFiles.change();
    }

    @Test
    @Order(2)
    void approvesAPriceOnce() {
        openTheOffer(PriceListFiles.DIFFERS);
        look.at("operator-price-proposed");
        String approval = page.locator("form[action$='/approval']").first().getAttribute("action");
        String rejection =
                page.locator("form[action$='/rejection']").first().getAttribute("action");
        assertThat(office.post(approval, Map.of("choice", "0"))).isEqualTo(403);
        assertThat(office.post(rejection, Map.of())).isEqualTo(403);
        page.reload();
        portal.button("Approve the prices from").click();

        assertThat(note()).containsText("in force");
        assertThat(page.locator("dl.facts")).containsText("operator@turnpike.localhost");
        for (String path : List.of(approval, rejection)) {
            office.post(path, Map.of("csrf", office.token(), "choice", "1"));
            portal.open(PRICES);
            assertThat(note()).containsText("decided");
        }
        Page customer = chromium.visit(1280, ColorScheme.LIGHT);
        new Portal(customer).open("/models/mistralai/mistral-medium-3");
        // $0.45 or $0.60 and 15 %.
        customer.waitForCondition(
                () -> {
                    customer.reload();
                    return customer.locator("main").innerText().matches("(?s).*\\$0\\.(5175|69).*");
                });
    }

    @Test
    @Order(3)
    void keepsAPrice() {
        openTheOffer(PriceListFiles.LEAPS);
        portal.button("Keep the price").click();

        assertThat(note()).containsText("The price stays");
        assertThat(page.locator("main")).containsText("rejected by operator@turnpike.localhost");
        assertThat(page.locator("main")).containsText("$0.05");
        look.at("operator-price-kept");
        assertThat(
                        office.post(
                                PRICES + "/proposals/999999999999999999/approval",
                                Map.of("csrf", office.token(), "choice", "0")))
                .isEqualTo(303);
        assertThat(office.get(PRICES + "/offer?id=no/such@offer")).isEqualTo(404);
    }

    @Test
    @Order(4)
    void doesNotApproveWhatNewerEvidenceReplaced() {
        Awaitility.await()
                .atMost(A_MINUTE)
                .until(
                        () ->
                                Books.number(
                                                "select count(*) from price_proposal where state = 'WITHDRAWN' and offer_id = '%s'"
                                                        .formatted(PriceListFiles.CHANGES))
                                        > 0);
        openTheOffer(PriceListFiles.CHANGES);
        assertThat(page.locator("#proposal")).containsText("0.9");
        office.post(staleApproval, Map.of("csrf", office.token(), "choice", "0"));
        page.reload();

        assertThat(note()).containsText("newer evidence");
        assertThat(page.locator("#proposal")).isVisible();
    }

    private static void openTheOffer(String offer) {
        portal.open(PRICES + "/offer?id=" + offer);
    }

    private static Locator note() {
        return page.getByRole(AriaRole.STATUS);
    }
}
