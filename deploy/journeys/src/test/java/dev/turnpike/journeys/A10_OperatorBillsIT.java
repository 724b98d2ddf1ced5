package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.turnpike.billing.money.Usd;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * An operator imports what a provider bills and compares days with the payment provider, also from
 * files that are none.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A10_OperatorBillsIT {

    private static final String BILLS = "/operator/bills";
    private static final String RECONCILIATION = "/operator/reconciliation";
    private static final int REFUSED = 422;

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static OfficeForm office;
    private static Look look;
    private static LocalDate today;
    private static LocalDate theDay;
    private static LocalDate aQuietDay;
    private static Tenant tenant;

    @BeforeAll
    static void openTheBrowser() {
        today = LocalDate.now(ZoneOffset.UTC);
        theDay = today.minusDays(3);
        aQuietDay = today.minusDays(5);
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        office = new OfficeForm(page);
        look = new Look(page);
        portal.open("/operator/books");
        portal.signInAsOperator();
        tenant = Tenant.with(Usd.parse("3"));
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
    void importsABillThatAgreesAndOneThatDoesNot() {
        call("sandbox/lorem", "[sandbox tokens=9000] Go on");
        call("sandbox/cached", "What is kept?");
        Books.nothingIsHeld(tenant.account());
        move("generation", "settled_at", -3);
        portal.open(BILLS);
        assertThat(office.text(BILLS + "/template.csv")).isEqualTo(BillFiles.HEADER + "\r\n");
        List<String> priced =
                office.text(monthOf(theDay))
                        .lines()
                        .filter(line -> line.startsWith(theDay.toString()))
                        .toList();
        assertThat(priced).hasSizeGreaterThanOrEqualTo(4);

        assertThat(paste(BillFiles.of(priced, Usd.ZERO))).isEqualTo(303);
        assertThat(row(theDay)).containsText("agrees");
        assertThat(paste(BillFiles.of(priced, Usd.ZERO))).isEqualTo(303);
        assertThat(note()).containsText("in force already");

        accepts(BillFiles.of(priced, Usd.parse("0.06")));
        assertThat(row(theDay)).containsText("off");
        assertThat(page.locator("#off")).containsText("1 day is off");
        look.at("operator-bills-off");
        row(theDay).locator("a").click();
        assertThat(portal.heading("Sandbox, ")).isVisible();
        look.at("operator-bill-day");
        assertThat(office.text(monthOf(theDay))).contains(",0.060000000,yes");
    }

    @Test
    @Order(2)
    void answersEveryFile() {
        for (BillFiles.Bad file : BillFiles.bad(aQuietDay, today)) {
            assertThat(paste(file.text())).as(file.why()).isEqualTo(REFUSED);
            assertThat(page.locator("#bill-error")).containsText(file.why());
        }
        look.at("operator-bills-refused");
        String line = BillFiles.line(aQuietDay);
        accepts(
                "\uFEFF"
                        + BillFiles.HEADER
                        + "\r\n"
                        + line.replace("lorem", "no-such-model")
                        + "\r\n\r\n");
        row(aQuietDay).locator("a").click();
        assertThat(page.locator("main")).containsText("unknown to us");
        LocalDate before = aQuietDay.minusMonths(2);
        accepts(BillFiles.HEADER + "\n" + BillFiles.line(before));
        assertThat(page.locator("[name=month]")).hasValue(YearMonth.from(before).toString());
        assertThat(row(before)).containsText("off");

        assertThat(office.get(BILLS + "?provider=sandbox&month=9999-99")).isEqualTo(200);
        assertThat(office.get(BILLS + "?provider=nonsense&month=x")).isEqualTo(200);
        assertThat(office.get(BILLS + "/nonsense/2026-11.csv")).isEqualTo(404);
        assertThat(office.get(BILLS + "/sandbox/2026-13.csv")).isEqualTo(404);
        assertThat(office.get(BILLS + "/sandbox/2026-02-30")).isEqualTo(404);
        assertThat(post(BILLS, Map.of("provider", "nonsense", "bill", line))).isEqualTo(REFUSED);
        assertThat(office.post(BILLS, Map.of("provider", "sandbox", "bill", line))).isEqualTo(403);
    }

    @Test
    @Order(3)
    void takesNoFileThatIsTooLarge() {
        choose("x".repeat(2_000_001));
        page.waitForCondition(() -> page.locator("[data-file] input:invalid").count() == 1);
        assertThat(page.locator("[name=bill]")).hasValue("");

        assertThat(paste("x".repeat(2_000_001))).isEqualTo(REFUSED);
        assertThat(page.locator("#bill-error")).containsText("more than 2,000,000 characters");
        assertThat(page.locator("[name=bill]")).hasValue("");
    }

    @Test
    @Order(4)
    void comparesADayWithThePaymentProvider() {
        portal.open(RECONCILIATION);
        assertThat(page.locator("#verdict")).containsText("No day was compared yet");
        look.at("operator-reconciliation-none");
        Books.execute(
                "insert into payment_day (day, compared_at, problem) values (?, now(), 'The payment provider does not answer.')",
                theDay);
        try {
            page.reload();
            page.locator("tbody a").first().click();
            assertThat(page.locator("main")).containsText("does not answer");
            portal.button("Compare again").click();
            assertThat(note()).containsText("both agree");
            move("journal_transaction", "occurred_at", -3);
            portal.button("Compare again").click();
            assertThat(note()).containsText("they differ");
            assertThat(page.locator("#unexplained")).containsText("$3.00");
            look.at("operator-reconciliation-day");
            portal.open(RECONCILIATION);
            look.at("operator-reconciliation");
            assertThat(office.post(RECONCILIATION + "/" + theDay, Map.of())).isEqualTo(403);
            assertThat(office.get(RECONCILIATION + "/" + today)).isEqualTo(404);
            assertThat(office.get(RECONCILIATION + "/2026-02-30")).isEqualTo(404);
            assertThat(office.get(RECONCILIATION + "?page=-7")).isEqualTo(200);
            assertThat(office.get(RECONCILIATION + "?page=1e9")).isEqualTo(200);
        } finally {
            move("journal_transaction", "occurred_at", 3);
            move("generation", "settled_at", 3);
            Books.execute("delete from payment_difference");
            Books.execute("delete from payment_day");
        }
    }

    private static JsonNode call(String model, String message) {
        Wire.Answer answer =
                Wire.post(
                        tenant.secret(),
                        Wire.chat(model, message, ", \"provider\": {\"only\": [\"sandbox\"]}"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return Wire.get(tenant.secret(), "/generation?id=" + answer.body().path("id").asString())
                .body()
                .path("data");
    }

    /** Puts what happened to the customer onto another day, past the rule that nothing changes. */
    private static void move(String table, String column, int days) {
        Books.execute(
                "set session_replication_role = replica; update %s set %s = %s + interval '%d days' where account_id = '%s'"
                        .formatted(table, column, column, days, tenant.account()));
    }

    private static int paste(String bill) {
        openTheImport();
        office.type("bill", bill);
        return office.send("Import");
    }

    private static void choose(String file) {
        openTheImport();
        page.locator("[data-file] input")
                .setInputFiles(
                        new FilePayload(
                                "bill.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
    }

    private static void accepts(String file) {
        choose(file);
        // The page reads it behind our back.
        page.waitForCondition(() -> !page.locator("[name=bill]").inputValue().isEmpty());
        assertThat(office.send("Import")).isEqualTo(303);
    }

    private static void openTheImport() {
        portal.open(BILLS + "?provider=sandbox");
        page.locator("main summary").first().click();
    }

    private static String monthOf(LocalDate day) {
        return BILLS + "/sandbox/" + YearMonth.from(day) + ".csv";
    }

    /** With the token of the open page. */
    private static int post(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", office.token());
        return office.post(path, all);
    }

    private static Locator note() {
        return page.getByRole(AriaRole.STATUS);
    }

    private static Locator row(LocalDate day) {
        return page.locator("tbody tr:has(a[href$='%s'])".formatted(day));
    }
}
