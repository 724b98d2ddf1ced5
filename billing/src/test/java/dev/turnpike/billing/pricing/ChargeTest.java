package dev.turnpike.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChargeTest {

    private static final Markup FIFTEEN_PERCENT = new Markup(1_500);
    private static final PriceSheet SHEET =
            new PriceSheet(
                    Map.of(
                            TokenClass.INPUT, new UnitPrice(3_000_000),
                            TokenClass.CACHE_READ, new UnitPrice(300_000),
                            TokenClass.OUTPUT, new UnitPrice(15_000_000)));

    @Test
    void chargesEachClassAtItsOwnPriceAndRoundsOnce() {
        TokenCounts counts =
                TokenCounts.of(TokenClass.INPUT, 7)
                        .with(TokenClass.CACHE_READ, 1)
                        .with(TokenClass.OUTPUT, 3);

        Charge charge = Charge.of(SHEET, FIFTEEN_PERCENT, counts);

        // 7 × 3,000 + 1 × 300 + 3 × 15,000 = 66,300 nano-dollars; × 1.15 = 76,245
        assertThat(charge.providerCost()).isEqualTo(new Usd(66_300));
        assertThat(charge.cost()).isEqualTo(new Usd(76_245));
        assertThat(charge.lines()).hasSize(3);
    }

    @Test
    void pricesReasoningLikeOutputWhenTheListNamesNoPrice() {
        Charge charge = Charge.of(SHEET, FIFTEEN_PERCENT, TokenCounts.of(TokenClass.REASONING, 2));

        assertThat(charge.providerCost()).isEqualTo(new Usd(30_000));
    }

    @Test
    void neverTakesAnUnknownPriceForZero() {
        PriceSheet unknown = new PriceSheet(Map.of(TokenClass.INPUT, new UnitPrice(1)));

        assertThat(unknown.isComplete()).isFalse();
        assertThatThrownBy(
                        () ->
                                Charge.of(
                                        unknown,
                                        FIFTEEN_PERCENT,
                                        TokenCounts.of(TokenClass.OUTPUT, 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void chargesASearchByItselfAndNeverTakesItsPriceForZero() {
        TokenCounts counts = TokenCounts.of(TokenClass.INPUT, 7).with(TokenClass.SEARCH, 3);
        PriceSheet searching =
                new PriceSheet(
                        Map.of(
                                TokenClass.INPUT, new UnitPrice(3_000_000),
                                TokenClass.OUTPUT, new UnitPrice(15_000_000),
                                TokenClass.SEARCH, new UnitPrice(10_000_000_000L)));

        // 7 × 3,000 + 3 × 10,000,000 nano-dollars
        assertThat(Charge.of(searching, new Markup(0), counts).cost())
                .isEqualTo(new Usd(30_021_000));
        assertThat(Usage.reported(counts).completionTokens()).isZero();
        assertThatThrownBy(() -> Charge.of(SHEET, FIFTEEN_PERCENT, counts))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverDebitsAFreeModel() {
        PriceSheet free =
                new PriceSheet(
                        Map.of(
                                TokenClass.INPUT, UnitPrice.FREE,
                                TokenClass.OUTPUT, UnitPrice.FREE));

        Charge charge =
                Charge.of(free, FIFTEEN_PERCENT, TokenCounts.of(TokenClass.OUTPUT, 1_000_000));

        assertThat(free.isFree()).isTrue();
        assertThat(charge.cost()).isEqualTo(Usd.ZERO);
    }
}
