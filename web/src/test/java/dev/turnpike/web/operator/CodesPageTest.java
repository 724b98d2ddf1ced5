package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.CodeCreation;
import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Desk;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesPageTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final String FORM = "0193a000-0000-7000-8000-000000000009";

    private final Browser operator = Browser.ofOperator();

    @Test
    void listsCodesWithWhatIsLeftOfThem() {
        FixedCodes codes =
                FixedCodes.of(
                        FixedCodes.code("WELCOME-10", TODAY, null),
                        FixedCodes.code("SPRING-25", TODAY.minusDays(1), null),
                        FixedCodes.code("MISTAKE-1", TODAY, Browser.NOW));

        assertThat(operator.open("operator-codes", page(codes).list(null)))
                .containsSubsequence(
                        "WELCOME-10", "for &lt;b&gt;readers&lt;/b&gt;", "$5.00", "6 of 10")
                .contains("22 Nov 2026", "30 days", "op@turnpike.example", "everybody")
                .containsSubsequence("badge on\">on<", "over", "switched off")
                .contains("aria-label=\"Switch off: WELCOME-10\"", "/switch-off")
                .doesNotContain("aria-label=\"Switch off: MISTAKE-1\"")
                .doesNotContain("aria-label=\"Switch off: SPRING-25\"")
                .containsSubsequence("href=\"/operator/books\"", "aria-current=\"page\">Codes");
    }

    @Test
    void saysSoWhenThereIsNone() {
        assertThat(operator.open("operator-codes-none", page(FixedCodes.of()).list("7")))
                .contains("No code was made yet", "open=\"open\"", "name=\"form\"");
    }

    @Test
    void showsLongListsInPages() {
        FixedCodes codes = FixedCodes.of();
        for (int i = 0; i < 30; i++) {
            codes.add(FixedCodes.code("NUMBER-" + i, TODAY, null));
        }

        assertThat(operator.open("operator-codes-2", page(codes).list("2")))
                .contains("NUMBER-29", "/operator/codes?page=1")
                .doesNotContain("NUMBER-24<");
    }

    @Test
    void makesWhatWasTyped() {
        CodeForm form = typed("welcome-10", "5", "100", "2026-12-31", "30", "");

        assertThat(form.check(TODAY))
                .isInstanceOfSatisfying(
                        CodeForm.Good.class,
                        good -> {
                            CodeCreation.Order order = good.order();
                            assertThat(order.id().value()).isEqualTo(UUID.fromString(FORM));
                            assertThat(String.valueOf(order.text())).isEqualTo("WELCOME-10");
                            assertThat(order.amount()).isEqualTo(Usd.ofCents(500));
                            assertThat(order.life()).isEqualTo(new CodeLife.Days(30));
                            assertThat(order.buyersOnly()).isTrue();
                        });
    }

    @Test
    void makesOneCodeOfAFormThatIsSentTwice() {
        FixedCodes codes = FixedCodes.of();
        CodeCreation creation = new CodeCreation(codes, Browser.CLOCK);
        CodeForm form = typed("", "5", "100", "2026-12-31", "", "2027-01-31");
        var order = ((CodeForm.Good) form.check(TODAY)).order();

        var first = creation.create(order, "op@turnpike.example");

        assertThat(creation.create(order, "op@turnpike.example")).isEqualTo(first);
        assertThat(codes.codes())
                .singleElement()
                .extracting(PromotionalCode::life)
                .isEqualTo(new CodeLife.Until(LocalDate.parse("2027-01-31")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    code   | abc       | 5       | 10      | 2026-12-31 | 30   | ''         | 6 to 32
                    amount | ''        | 0       | 10      | 2026-12-31 | 30   | ''         | $0.01 to $1,000.00
                    amount | ''        | 1000.01 | 10      | 2026-12-31 | 30   | ''         | $0.01 to $1,000.00
                    amount | ''        | 5.001   | 10      | 2026-12-31 | 30   | ''         | whole cents
                    amount | ''        | -5      | 10      | 2026-12-31 | 30   | ''         | whole cents
                    uses   | ''        | 5       | 0       | 2026-12-31 | 30   | ''         | 1 to 100,000
                    uses   | ''        | 5       | 1e3     | 2026-12-31 | 30   | ''         | 1 to 100,000
                    uses   | ''        | 5       | 9999999999 | 2026-12-31 | 30 | ''        | 1 to 100,000
                    uses   | ''        | 1000    | 101     | 2026-12-31 | 30   | ''         | $100,000.00 in all
                    last   | ''        | 5       | 10      | 2026-11-21 | 30   | ''         | from today (22 Nov 2026
                    last   | ''        | 5       | 10      | 2026-02-30 | 30   | ''         | from today
                    last   | ''        | 5       | 10      | 9999-12-31 | 30   | ''         | to 21 Nov 2029
                    days   | ''        | 5       | 10      | 2026-12-31 | ''   | ''         | either
                    days   | ''        | 5       | 10      | 2026-12-31 | 30   | 2027-01-31 | either
                    days   | ''        | 5       | 10      | 2026-12-31 | 0    | ''         | 1 to 1,095
                    until  | ''        | 5       | 10      | 2026-12-31 | ''   | 2026-12-30 | must not end before
                    """)
    void saysWhatIsWrongBesideTheField(
            String field,
            String code,
            String amount,
            String uses,
            String last,
            String days,
            String until,
            String reason) {
        CodeForm form = typed(code, amount, uses, last, days, until);

        assertThat(form.check(TODAY))
                .isInstanceOfSatisfying(
                        CodeForm.Bad.class,
                        bad -> {
                            assertThat(bad.form().errors()).containsOnlyKeys(field);
                            assertThat(bad.form().error(field)).contains(reason);
                        });
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        CodeForm refused = ((CodeForm.Bad) typed("ab", "", "9", "x", "", "").check(TODAY)).form();

        assertThat(operator.open("operator-codes-refused", page(FixedCodes.of()).page(refused, "")))
                .contains("value=\"ab\"", "id=\"code-error\"", "aria-describedby=\"amount-error\"")
                .contains("value=\"9\"", "value=\"why\"", "open=\"open\"");
    }

    @Test
    void saysThatATextIsTaken() {
        FixedCodes codes = FixedCodes.of(FixedCodes.code("WELCOME-10", TODAY, null));
        CodeForm lookalike = typed("WELC0ME1O", "5", "1", "2026-12-31", "30", "");
        var order = ((CodeForm.Good) lookalike.check(TODAY)).order();

        assertThat(new CodeCreation(codes, Browser.CLOCK).create(order, "op"))
                .isEqualTo(new CodeCreation.TextTaken());
        assertThat(lookalike.withErrors(Map.of("code", "taken")).error("code")).isEqualTo("taken");
    }

    private CodesPage page(FixedCodes codes) {
        return new CodesPage(
                new Desk(operator.visitors(), Browser.typed("code", "ab"), operator.notes()),
                codes,
                new CodeCreation(codes, Browser.CLOCK),
                Browser.CLOCK);
    }

    private static CodeForm typed(
            String code, String amount, String uses, String last, String days, String until) {
        return new CodeForm(FORM, code, amount, uses, last, days, until, "buyers", "why", Map.of());
    }
}
