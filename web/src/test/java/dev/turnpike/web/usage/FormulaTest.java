package dev.turnpike.web.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

    @Test
    void writesEachStepExactly() {
        Formula formula = formula(3, 7, 333_333, 1_000_001, 1_500);

        assertThat(formula.lines())
                .extracting(Formula.Line::quantity, Formula.Line::unitPrice, Formula.Line::amount)
                .containsExactly(
                        tuple("3", "$0.000000333333", "$0.000000999999"),
                        tuple("7", "$0.000001000001", "$0.000007000007"));
        assertThat(formula.sum()).isEqualTo("$0.000008000006");
        assertThat(formula.markup()).isEqualTo("15 %");
        assertThat(formula.product()).isEqualTo("$0.0000092000069");
        assertThat(formula.cost().text()).isEqualTo("$0.0000092");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 1, 0",
        "1, 1, 500, 0, 0",
        "123456789, 987654, 15000000, 75000000, 1500",
        "1, 1, 999, 1, 1",
        "10, 3, 250000, 1250000, 550"
    })
    void givesTheChargedCostWhenItIsDoneAgainByHand(
            long input, long output, long inputPicos, long outputPicos, int basisPoints) {
        Formula formula = formula(input, output, inputPicos, outputPicos, basisPoints);

        BigDecimal sum =
                formula.lines().stream()
                        .map(line -> number(line.quantity()).multiply(number(line.unitPrice())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cost = sum.multiply(number(formula.factor())).setScale(9, RoundingMode.HALF_UP);

        assertThat(number(formula.sum())).isEqualByComparingTo(sum);
        assertThat(number(formula.cost().text())).isEqualByComparingTo(cost);
    }

    @Test
    void takesOffWhatIsBeyondTheMaxCostOfTheCall() {
        PriceSheet sheet = new PriceSheet(Map.of(TokenClass.OUTPUT, new UnitPrice(1_000_000)));
        Charge whole = Charge.of(sheet, new Markup(0), TokenCounts.of(TokenClass.OUTPUT, 10));

        Formula formula = Formula.of(whole.atMost(Usd.parse("0.000004")), sheet);

        assertThat(formula.product()).isEqualTo("$0.00001");
        assertThat(formula.waived()).isEqualTo("$0.000006");
        assertThat(formula.cost().text()).isEqualTo("$0.000004");
        assertThat(Formula.of(whole.atMost(Usd.parse("1")), sheet).waived()).isNull();
    }

    @Test
    void tellsWhichClassesTheListDoesNotName() {
        Formula formula =
                Formula.of(
                        Charge.of(
                                sheet(1_000, 2_000),
                                new Markup(0),
                                TokenCounts.of(TokenClass.CACHE_READ, 5)),
                        sheet(1_000, 2_000));

        assertThat(formula.lines()).extracting(Formula.Line::listed).containsExactly(false);
    }

    @Test
    void pricesSearchesByThePiece() {
        PriceSheet sheet =
                new PriceSheet(Map.of(TokenClass.SEARCH, new UnitPrice(10_000_000_000L)));

        Formula formula =
                Formula.of(
                        Charge.of(sheet, new Markup(0), TokenCounts.of(TokenClass.SEARCH, 3)),
                        sheet);

        assertThat(formula.lines())
                .extracting(Formula.Line::label, Formula.Line::unitPrice, Formula.Line::perMillion)
                .containsExactly(tuple("web searches", "$0.01", "–"));
        assertThat(formula.cost().text()).isEqualTo("$0.03");
    }

    @Test
    void leavesOutTheCallItselfWhenTheListHasNoPriceForIt() {
        TokenCounts counts = TokenCounts.of(TokenClass.INPUT, 5).with(TokenClass.REQUEST, 1);

        Formula formula =
                Formula.of(
                        Charge.of(sheet(1_000, 2_000), new Markup(0), counts), sheet(1_000, 2_000));

        assertThat(formula.lines()).extracting(Formula.Line::label).containsExactly("input tokens");
    }

    private static Formula formula(
            long input, long output, long inputPicos, long outputPicos, int basisPoints) {
        TokenCounts counts =
                TokenCounts.of(TokenClass.INPUT, input).with(TokenClass.OUTPUT, output);
        PriceSheet sheet = sheet(inputPicos, outputPicos);
        return Formula.of(Charge.of(sheet, new Markup(basisPoints), counts), sheet);
    }

    private static PriceSheet sheet(long inputPicos, long outputPicos) {
        return new PriceSheet(
                Map.of(
                        TokenClass.INPUT, new UnitPrice(inputPicos),
                        TokenClass.OUTPUT, new UnitPrice(outputPicos)));
    }

    private static BigDecimal number(String printed) {
        return new BigDecimal(printed.replaceAll("[$,]", ""));
    }
}
