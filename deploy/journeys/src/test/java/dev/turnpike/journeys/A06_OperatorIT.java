package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.billing.money.Usd;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever runs the installation sees whether the money is right, and nobody else does. */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A06_OperatorIT {

    private static final String BOOKS = "/operator/books";
    private static final String RIGHT = "The books agree with themselves.";
    private static final String WRONG = "The books disagree with themselves.";

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static Look look;
    private static Tenant tenant;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        look = new Look(page);
        tenant = Tenant.with(Usd.parse("3"));
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
    void hidesTheBooksFromACustomer() {
        Page customer = chromium.visit(1280, ColorScheme.LIGHT);
        Portal theirs = new Portal(customer);
        theirs.open(BOOKS);
        assertThat(customer).hasURL(Pattern.compile(".*/realms/turnpike/.*"));
        theirs.link("Create account").click();
        theirs.register("rosa@example.com");

        assertThat(theirs.heading("There is nothing here")).isVisible();
        assertThat(theirs.link("Keys")).isVisible();
        assertThat(theirs.link("Operator")).not().isVisible();
        chromium.complaints().removeIf(complaint -> complaint.contains("404"));
    }

    @Test
    @Order(2)
    void showsTheOperatorThatTheBooksAreRight() {
        portal.open(BOOKS);
        portal.signInAsOperator();
        assertThat(portal.heading("Books")).isVisible();
        checkNow();

        assertThat(page.locator("#verdict")).hasText(RIGHT);
        assertThat(page.locator("#trial-sum")).hasText("$0.00");
        assertThat(portal.link("Operator")).isVisible();
        look.at("operator-books");
    }

    @Test
    @Order(3)
    void tellsMonitorsTheSame() {
        Wire.Answer health = health();

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().path("status").asString()).isEqualTo("UP");
        assertThat(metrics(Stage.METRICS_TOKEN).raw().body())
                .contains("turnpike_books_discrepancies 0.0")
                .contains("turnpike_calls_total{outcome=\"completed\"}")
                .contains("turnpike_wallets_posted_dollars ");
        assertThat(metrics("another").status()).isEqualTo(401);
    }

    @Test
    @Order(4)
    void findsANanoDollarThatNobodyPosted() {
        nudge("+ 1");
        checkNow();

        assertThat(page.locator("#verdict")).hasText(WRONG);
        // Its entries disagree with it, and so do its lots.
        assertThat(page.locator("#found li")).hasCount(2);
        assertThat(page.locator("#found")).containsText(tenant.account().toString());
        assertThat(page.locator("#found")).containsText("3000000001");
        look.at("operator-books-wrong");
        assertThat(health().status()).isEqualTo(503);
        assertThat(health().body().path("discrepancies").asInt()).isEqualTo(2);
        assertThat(health().raw().body()).doesNotContain(tenant.account().toString());
        assertThat(metrics(Stage.METRICS_TOKEN).raw().body())
                .contains("turnpike_books_discrepancies 2.0");
        assertThat(get("/health/ready", "").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void isContentAgainOnceItIsRepaired() {
        nudge("- 1");
        checkNow();

        assertThat(page.locator("#verdict")).hasText(RIGHT);
        assertThat(health().status()).isEqualTo(200);
        assertThat(metrics(Stage.METRICS_TOKEN).raw().body())
                .contains("turnpike_books_discrepancies 0.0");
    }

    private static void checkNow() {
        portal.button("Check now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Checked: ");
    }

    private static Wire.Answer health() {
        return get("/api/health/books", "");
    }

    private static Wire.Answer metrics(String token) {
        return get("/api/metrics", token);
    }

    private static Wire.Answer get(String path, String token) {
        return Wire.send(
                HttpRequest.newBuilder(URI.create(Stage.turnpike().publicUrl() + path))
                        .header("Authorization", "Bearer " + token)
                        .build());
    }

    /** Writes past the journal, as only a fault could. */
    private static void nudge(String nanos) {
        try (Connection database = Stage.turnpike().connectAsSuperuser();
                Statement statement = database.createStatement()) {
            statement.execute(
                    "update wallet set posted_nanos = posted_nanos %s where account_id = '%s'"
                            .formatted(nanos, tenant.account()));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot spoil the books", e);
        }
    }
}
