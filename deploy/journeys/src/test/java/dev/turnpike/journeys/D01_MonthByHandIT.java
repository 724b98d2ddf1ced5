package dev.turnpike.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.StatementTable.Share;
import dev.turnpike.journeys.Wire.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
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
 * A month of use, recomputed by hand from its receipts and the price list to its statement: every
 * figure of the page, the table and the document is what paper and pencil say, to the nano-dollar.
 *
 * <p>All of it happens within one month, for months do not pass while a journey runs; what belongs
 * to which month is the matter of the tests of statements in {@code persistence}.
 */
@ExtendWith(Stage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class D01_MonthByHandIT {

    private static final String EMMY = "emmy@example.com";
    private static final String STATEMENT = "/credits/statement";
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /** So many words are more tokens than the threshold of the price for long prompts. */
    private static final String LONG = "many words ".repeat(1_500);

    private static final String STREAM = ", \"stream\": true";
    private static final BigDecimal GIFT = new BigDecimal("2.5");
    private static final BigDecimal REFUND = new BigDecimal("3.21");
    private static final BigDecimal DISPUTED = new BigDecimal("5");

    private static Chromium chromium;
    private static Page page;
    private static Portal portal;
    private static AccountId account;
    private static BigDecimal bought = BigDecimal.ZERO;
    private static final List<Checkout> checkouts = new ArrayList<>();
    private static final List<Made> made = new ArrayList<>();

    /**
     * A call that was made.
     *
     * @param answer the usage that its caller was told
     */
    private record Made(
            String key, String workspace, JsonNode answer, JsonNode generation, BigDecimal cost) {

        String model() {
            return generation.path("model").asString();
        }
    }

    @BeforeAll
    static void emmySignsUp() {
        chromium = new Chromium();
        page = chromium.visit(1280, ColorScheme.LIGHT);
        portal = new Portal(page);
        portal.open("/register");
        portal.register(EMMY);
        portal.heading("First steps").waitFor();
        account = Books.account(EMMY);
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
    void buysAndIsGivenCredit() {
        String code = codeOfTheOperator();
        portal.open("/credits");
        page.getByLabel("Promotional code").fill(code);
        portal.button("Redeem").click();
        assertThat(page.locator("header .balance")).containsText("$2.50");

        buy(2_000);
        buy(1_234);
        buy(500);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(posted()).isEqualByComparingTo(bought.add(GIFT)));
    }

    @Test
    @Order(2)
    void callsManyModelsWithSeveralKeys() {
        Tenant laptop = Tenant.another(account, "laptop", "Default");
        Tenant server = Tenant.another(account, "server", "Default");
        Tenant notebook = Tenant.another(account, "notebook", "Research");
        call(laptop, "laptop", "Default", "sandbox/echo", "Hello, world!", "");
        call(
                laptop,
                "laptop",
                "Default",
                "sandbox/echo",
                "By another way",
                only("sandbox-anthropic"));
        call(laptop, "laptop", "Default", "sandbox/reasoning", "Think", only("sandbox-anthropic"));
        call(laptop, "laptop", "Default", "sandbox/json", "An object", ", \"max_cost\": 0.5");
        call(server, "server", "Default", "sandbox/lorem", "[sandbox tokens=333] Go on", STREAM);
        call(server, "server", "Default", "sandbox/reasoning", "Think aloud", STREAM);
        call(server, "server", "Default", "sandbox/lorem", "Go on", ", \"max_tokens\": 7");
        call(notebook, "notebook", "Research", "sandbox/cached", "What is kept?", "");
        call(
                notebook,
                "notebook",
                "Research",
                "sandbox/cached",
                "And there?",
                STREAM + only("sandbox-anthropic"));
        call(notebook, "notebook", "Research", "sandbox/cached", LONG, only("sandbox"));
        call(notebook, "notebook", "Research", "sandbox/cached", LONG, STREAM + only("sandbox"));
        Answer failed = Wire.post(notebook.secret(), Wire.chat("sandbox/down", "Hello?", ""));

        assertThat(failed.status()).isGreaterThanOrEqualTo(500);
        assertThat(made).hasSize(11);
    }

    @Test
    @Order(3)
    void eachCallCostsWhatItsReceiptAndThePriceListSay() {
        for (Made call : made) {
            JsonNode generation = call.generation();
            JsonNode endpoints = get("/models/" + call.model() + "/endpoints").path("data");
            String what = generation.toString();

            assertThat(ByHand.costByThePriceList(generation, endpoints))
                    .as(what)
                    .isEqualByComparingTo(call.cost());
            assertThat(ByHand.costByTheReceipt(generation))
                    .as(what)
                    .isEqualByComparingTo(call.cost());
            assertThat(generation.path("total_cost").decimalValue())
                    .as(what)
                    .isEqualByComparingTo(call.cost());
            assertThat(ByHand.promptTokens(generation))
                    .as(what)
                    .isEqualByComparingTo(call.answer().path("prompt_tokens").decimalValue());
            assertThat(ByHand.answerTokens(generation))
                    .as(what)
                    .isEqualByComparingTo(call.answer().path("completion_tokens").decimalValue());
        }
    }

    /** Otherwise a test that recomputes nothing of them would pass, too. */
    @Test
    @Order(4)
    void theMonthHasAllThatMakesPricesHard() {
        Map<String, BigDecimal> all = new TreeMap<>();
        made.forEach(
                call ->
                        ByHand.quantities(call.generation())
                                .forEach(
                                        (name, quantity) ->
                                                all.merge(name, quantity, BigDecimal::add)));

        assertThat(all)
                .containsOnlyKeys(
                        "cache_read",
                        "cache_write_5m",
                        "input",
                        "output",
                        "per_request",
                        "reasoning");
        assertThat(made.stream().map(call -> call.generation().at("/receipt/price_condition")))
                .as("calls at the price of long prompts")
                .filteredOn(condition -> !condition.isNull())
                .hasSize(2);
    }

    @Test
    @Order(5)
    void getsSomeOfItBack() {
        BigDecimal before = bought.add(GIFT).subtract(used());
        Awaitility.await().untilAsserted(() -> assertThat(posted()).isEqualByComparingTo(before));

        Checkout.sandbox(
                "/v1/refunds", Map.of("charge", checkouts.get(1).charge(), "amount", "321"));
        Checkout.turn("/sandbox/disputes", "{\"charge\": \"" + checkouts.get(2).charge() + "\"}");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(posted()).isEqualByComparingTo(closing()));
    }

    @Test
    @Order(6)
    void theTableSaysTheSame() {
        StatementTable table =
                StatementTable.of(page.request().get(address(STATEMENT + ".csv")).text());

        assertThat(table.movements())
                .containsEntry("opening", new BigDecimal("0.000000000"))
                .containsEntry("purchases", bought.setScale(9))
                .containsEntry("promotions", GIFT.setScale(9))
                .containsEntry("usage", used().negate())
                .containsEntry("refunded_payments", REFUND.negate().setScale(9))
                .containsEntry("disputed_payments", DISPUTED.negate().setScale(9))
                .containsEntry("closing", closing());
        assertThat(table.movements().values().stream().filter(it -> it.signum() != 0)).hasSize(6);
        assertThat(table.shares("usage_by_model")).isEqualTo(byHand(Made::model));
        assertThat(table.shares("usage_by_key")).isEqualTo(byHand(Made::key));
        assertThat(table.shares("usage_by_workspace")).isEqualTo(byHand(Made::workspace));
    }

    @Test
    @Order(7)
    void thePageAndTheDocumentSayTheSame() throws IOException {
        List<String> figures = figures();
        portal.open(STATEMENT);
        String shown = page.locator("main").innerText();
        byte[] document = page.request().get(address(STATEMENT + ".pdf")).body();

        assertThat(shown).contains(figures);
        try (PDDocument parsed = Loader.loadPDF(document)) {
            assertThat(new PDFTextStripper().getText(parsed)).contains(figures);
        }
        new Look(page).at("statement");
    }

    @Test
    @Order(8)
    void theLedgerSaysTheSame() {
        assertThat(posted()).isEqualByComparingTo(closing());
        assertThat(Books.charged(account)).isEqualTo(Usd.parse(used().toPlainString()));
        assertThat(Books.charges(account)).hasSize(made.size());
    }

    private static String only(String provider) {
        return ", \"provider\": {\"only\": [\"" + provider + "\"]}";
    }

    /** Made by the operator, who signs in with another browser. */
    private static String codeOfTheOperator() {
        Page office = chromium.visit(1280, ColorScheme.LIGHT);
        Portal operator = new Portal(office);
        operator.open("/operator/codes");
        operator.signInAsOperator();
        if (!office.getByLabel("Amount").isVisible()) {
            office.locator("summary:has-text('Make a code')").click();
        }
        office.locator("[name=code]").fill("A month by hand");
        office.locator("[name=amount]").fill("2.50");
        office.locator("[name=uses]").fill("1");
        office.locator("[name=last]").fill(LocalDate.now(ZoneOffset.UTC).plusDays(2).toString());
        office.locator("[name=days]").fill("30");
        operator.button("Make code").click();
        String code = office.locator("tbody th code").first().innerText();
        office.context().close();
        return code;
    }

    private static void buy(int cents) {
        Checkout checkout = Checkout.openFor(account, cents);
        checkout.pay();
        checkouts.add(checkout);
        bought = bought.add(BigDecimal.valueOf(cents, 2));
    }

    private static void call(
            Tenant tenant,
            String key,
            String workspace,
            String model,
            String message,
            String more) {
        String body = Wire.chat(model, message, more);
        JsonNode end = more.contains(STREAM) ? streamed(tenant, body) : plain(tenant, body);
        JsonNode generation =
                Wire.get(tenant.secret(), "/generation?id=" + end.path("id").asString())
                        .body()
                        .path("data");
        JsonNode usage = end.path("usage");
        made.add(new Made(key, workspace, usage, generation, usage.path("cost").decimalValue()));
    }

    private static JsonNode plain(Tenant tenant, String body) {
        Answer answer = Wire.post(tenant.secret(), body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode streamed(Tenant tenant, String body) {
        return Wire.chunks(Wire.stream(tenant.secret(), body)).stream()
                .filter(chunk -> chunk.hasNonNull("usage"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode get(String path) {
        return Wire.parse(page.request().get(Wire.api(path)).body());
    }

    private static BigDecimal used() {
        return made.stream().map(Made::cost).reduce(BigDecimal.ZERO.setScale(9), BigDecimal::add);
    }

    private static BigDecimal closing() {
        return bought.add(GIFT).subtract(used()).subtract(REFUND).subtract(DISPUTED);
    }

    private static BigDecimal posted() {
        return Books.posted(account).toDecimal();
    }

    private static Map<String, Share> byHand(Function<Made, String> by) {
        return made.stream()
                .collect(
                        groupingBy(
                                by,
                                reducing(
                                        Share.NONE,
                                        call -> new Share(1, call.cost()),
                                        Share::plus)));
    }

    /** All amounts that a customer reads. */
    private static List<String> figures() {
        List<String> figures = new ArrayList<>();
        figures.add(dollars(closing()));
        figures.add("-" + dollars(used()));
        figures.add("-" + dollars(REFUND));
        figures.add("-" + dollars(DISPUTED));
        figures.add(dollars(bought));
        figures.add(dollars(GIFT));
        for (Function<Made, String> by :
                List.<Function<Made, String>>of(Made::model, Made::key, Made::workspace)) {
            byHand(by).values().forEach(share -> figures.add(dollars(share.cost())));
        }
        return figures;
    }

    /** As people write it: cents at least, and no zero at the end of what is below them. */
    private static String dollars(BigDecimal amount) {
        BigDecimal exact = amount.stripTrailingZeros();
        return "$" + exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }

    private static String address(String path) {
        return Stage.turnpike().publicUrl() + path;
    }
}
