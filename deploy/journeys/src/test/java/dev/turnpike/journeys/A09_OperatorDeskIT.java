package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.billing.accounts.AccountId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;

/**
 * An operator puts a customer on a plan and refunds a purchase, and makes mistakes on the way; the
 * customer sees no page of the operator.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class A09_OperatorDeskIT {

    private static final String BUYER = "zoe@example.com";
    private static final String PLANS = "/operator/plans";
    private static final String PURCHASES = "/operator/purchases";

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static OfficeForm office;
    private static Look look;
    private static Page customer;
    private static Portal theirs;
    private static AccountId account;
    private static Tenant tenant;
    private static String purchase;

    @BeforeAll
    static void openTheBrowser() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        office = new OfficeForm(page);
        look = new Look(page);
        portal.open("/operator/books");
        portal.signInAsOperator();
        customer = chromium.visit(1280, ColorScheme.LIGHT);
        theirs = new Portal(customer);
        theirs.open("/register");
        theirs.register(BUYER);
        customer.getByText("Continue to payment").click();
        theirs.pay("4242 4242 4242 4242");
        assertThat(customer.locator("header .balance").first()).containsText("$10.00");
        account = Books.account(BUYER);
        tenant = Tenant.another(account, "zoe's key", "Default");
        purchase =
                Books.id("select purchase_id from purchase where account_id = ?", account)
                        .toString();
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
    void hidesEveryPageFromACustomer() {
        OfficeForm program = new OfficeForm(customer);
        theirs.open("/credits");
        Map<String, String> fields = Map.of("csrf", program.token(), "choice", "0");
        for (String path :
                List.of(
                        "/operator/books",
                        PLANS,
                        PLANS + "/moves",
                        "/operator/markups",
                        "/operator/markups/removal",
                        "/operator/codes",
                        "/operator/bills",
                        "/operator/bills/template.csv",
                        "/operator/bills/sandbox/2026-11-01",
                        "/operator/bills/sandbox/2026-11.csv",
                        "/operator/reconciliation",
                        "/operator/reconciliation/2026-11-01",
                        "/operator/prices",
                        "/operator/prices/offer?id=sandbox/echo@sandbox",
                        "/operator/prices/proposals/1/approval",
                        "/operator/prices/proposals/1/rejection",
                        PURCHASES,
                        PURCHASES + "/" + purchase)) {
            assertThat(program.get(path)).as("GET " + path).isEqualTo(404);
            assertThat(program.post(path, fields)).as("POST " + path).isEqualTo(404);
            assertThat(program.post(path, Map.of()))
                    .as("POST without token " + path)
                    .isEqualTo(404);
        }
    }

    @Test
    @Order(2)
    void saysWhatIsWrongWithAPlanAndChangesNothing() {
        portal.open(PLANS);
        long plans = page.locator("tbody").first().locator("tr").count();
        plan("", "12", "", "name");
        plan("x".repeat(41), "12", "", "name");
        plan("a\u202Eb", "12", "", "name");
        plan("Standard", "12", "", "name");
        plan("Gold", "-5", "", "percent");
        plan("Gold", "NaN", "", "percent");
        plan("Gold", "1e9", "", "percent");
        plan("Gold", "1000.01", "", "percent");
        plan("Gold", "12.345", "", "percent");
        plan("Gold", "9".repeat(3000), "", "percent");
        plan("Gold", "12", "5000 8\n1000 10", "steps");
        plan("Gold", "12", "1000 8\n5000 9", "steps");
        plan("Gold", "12", "1000 13", "steps");
        plan("Gold", "", "1000 99", "steps");
        plan("Gold", "12", "-1 5", "steps");
        plan("Gold", "12", "0 5", "steps");
        plan("Gold", "12", "NaN 5", "steps");
        plan("Gold", "12", "1e9 5", "steps");
        plan("Gold", "12", "1000", "steps");
        plan("Gold", "12", "9".repeat(2000), "steps");
        plan("Gold", "12", "1 1\n".repeat(300), "steps");
        plan("Gold", "1e9", "5000 8\n1000 10", "steps");
        look.at("operator-plans-refused");

        assertThat(page.locator("tbody").first().locator("tr")).hasCount((int) plans);
        assertThat(page.locator("[name=percent]")).hasValue("1e9");
        assertThat(page.locator("[name=steps]")).hasValue("5000 8\n1000 10");
        assertThat(office.get(PLANS + "?plan=nonsense")).isEqualTo(200);
        assertThat(office.post(PLANS, Map.of("name", "Gold", "percent", "1"))).isEqualTo(403);
    }

    @Test
    @Order(3)
    void putsAnAccountOnAPlanWithWhichItsCallIsCharged() {
        portal.open(PLANS);
        office.type("name", "Gold");
        office.type("percent", "12");
        office.type("steps", "1000 10\n5000 8.5 %");
        assertThat(office.send("Make plan")).isEqualTo(303);
        for (String nobody :
                List.of(
                        "",
                        "nobody@example.com",
                        "x".repeat(3000),
                        account + "0",
                        "%",
                        "a\u0000b")) {
            office.type("account", nobody);
            office.isRefused("Move account", "account");
        }
        office.type("account", BUYER);
        page.locator("[name=to]").selectOption("Gold");
        assertThat(office.send("Move account")).isEqualTo(303);
        assertThat(page.locator("main")).containsText(BUYER);
        look.at("operator-plans");

        Awaitility.await().until(() -> "0.00000112".equals(promptPrice()));
        JsonNode receipt = call("sandbox/json", "An object");
        assertThat(receipt.at("/receipt/markup_basis_points").asInt()).isEqualTo(1_200);
        theirs.open("/usage/" + receipt.path("id").asString());
        assertThat(customer.locator("main")).containsText("12 %");
        theirs.open("/usage");
        assertThat(customer.locator("main")).containsText("Your plan: Gold");
        new Look(customer).at("usage-on-a-plan");
        theirs.open("/models/sandbox/json");
        assertThat(customer.locator("main")).containsText("$1.12");
    }

    @Test
    @Order(4)
    void findsAPurchaseAndRefundsAPartOfIt() {
        String payment =
                Books.text(
                        "select payment_id from purchase where purchase_id = cast(? as uuid)",
                        purchase);
        for (String sought :
                List.of(
                        BUYER,
                        BUYER.toUpperCase(java.util.Locale.ROOT),
                        purchase,
                        payment,
                        account.toString())) {
            find(sought);
            assertThat(page.locator("tbody tr")).hasCount(1);
        }
        look.at("operator-purchases");
        for (String nobody :
                List.of(
                        "nobody@example.com",
                        "%",
                        "' or 1=1 --",
                        "x".repeat(3000),
                        "pi_",
                        "\u202e",
                        "0193a000-0000-7000-8000-000000000000")) {
            find(nobody);
            assertThat(page.locator(".empty")).isVisible();
        }
        assertThat(office.get(PURCHASES + "?q=a%00b")).isEqualTo(200);
        assertThat(office.get(PURCHASES + "/0193a000-0000-7000-8000-000000000000")).isEqualTo(404);
        assertThat(office.get(PURCHASES + "/nonsense")).isEqualTo(404);

        find(purchase);
        portal.link("Open the purchase").click();
        refund("2.50", "", "reason");
        refund("2.50", "x".repeat(201), "reason");
        refund("2.50", "a\u202Eb", "reason");
        refund("10.01", "bought twice", "amount");
        refund("-1", "bought twice", "amount");
        refund("0", "bought twice", "amount");
        refund("NaN", "bought twice", "amount");
        refund("1e9", "bought twice", "amount");
        refund("2.505", "bought twice", "amount");
        refund("999999999.99", "", "reason");
        look.at("operator-purchase-refused");
        refund("999999999.99", "bought twice", "amount");
        office.type("amount", "2.50");
        office.type("reason", "bought twice");
        @SuppressWarnings("unchecked")
        Map<String, String> form =
                (Map<String, String>)
                        page.evaluate(
                                "Object.fromEntries(new FormData(document.querySelector('main form')))");
        assertThat(office.send("Refund")).isEqualTo(303);
        assertThat(page.locator("#returns")).isVisible();
        look.at("operator-purchase-refunded");
        assertThat(office.post(PURCHASES + "/" + purchase, form)).isEqualTo(303);
        portal.open(PURCHASES + "/" + purchase);
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(office.post(PURCHASES + "/" + purchase, Map.of("amount", "1"))).isEqualTo(403);
        theirs.open("/credits/" + purchase);
        assertThat(customer.locator("main")).containsText("bought twice");
    }

    /** Nothing of the body is sent: it must not be waited for, nor be made room for. */
    @Test
    @Order(5)
    void answersAStrangerWhoAnnouncesAHugeFormAtOnce() throws IOException {
        URI address = URI.create(Stage.turnpike().publicUrl());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            """
                            POST /models HTTP/1.1
                            Host: %s
                            Content-Type: application/x-www-form-urlencoded
                            Content-Length: 2000000000

                            """
                                    .formatted(address.getAuthority())
                                    .replace("\n", "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).contains(" 413 ");
        }
    }

    private static void plan(String name, String percent, String steps, String wrong) {
        office.type("name", name);
        office.type("percent", percent);
        office.type("steps", steps);
        office.isRefused("Make plan", wrong);
    }

    private static void refund(String amount, String reason, String wrong) {
        office.type("amount", amount);
        office.type("reason", reason);
        office.isRefused("Refund", wrong);
    }

    private static String promptPrice() {
        return Wire.get(tenant.secret(), "/models/sandbox/json/endpoints")
                .body()
                .at("/data/endpoints/0/pricing/prompt")
                .asString("");
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

    private static void find(String text) {
        portal.open(PURCHASES);
        page.locator("[name=q]").fill(text);
        portal.button("Find").click();
        assertThat(page.locator("[name=q]"))
                .hasValue(text.substring(0, Math.min(text.length(), 254)));
    }
}
