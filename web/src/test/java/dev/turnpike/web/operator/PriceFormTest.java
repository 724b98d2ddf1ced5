package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.PriceSetting.Typed;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Browser;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFormTest {

    private static final String OFFER = "toys/ant@openai";
    private static final PriceSheet SHEET =
            new PriceSheet(
                    Map.of(
                            TokenClass.INPUT, new UnitPrice(1_250_000),
                            TokenClass.OUTPUT, new UnitPrice(20_000_000),
                            TokenClass.REASONING, UnitPrice.FREE,
                            TokenClass.SEARCH, new UnitPrice(5_000_000_000L)));

    @Test
    void isFilledInWithWhatIsInForce() {
        PriceForm form = PriceForm.of(version(12, SHEET));

        assertThat(form.fields())
                .extracting(PriceForm.Field::label, PriceForm.Field::unit, PriceForm.Field::value)
                .contains(
                        tuple("input tokens", "a million", "1.25"),
                        tuple("output tokens", "a million", "20"),
                        tuple("reasoning tokens", "a million", "0"),
                        tuple("web searches", "each", "0.005"),
                        tuple("images", "each", ""));
        assertThat(form.check(OFFER))
                .isEqualTo(new PriceForm.Good(new Typed(OFFER, 12, SHEET.prices(), "", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "input, a lot, 'Type dollars as a number, like 1.25.'",
        "input, '1,25', 'Type dollars as a number, like 1.25.'",
        "input, 1e3, 'Type dollars as a number, like 1.25.'",
        "input, -1, A price is never negative.",
        "input, '', Without this price nothing is sent there.",
        "output, '', Without this price nothing is sent there.",
        "input, 0.0000001, Prices have 6 decimals at most.",
        "input, 1000000.01, 'More than $1,000,000 a million is no price.'",
        "per_search, 0.0000000000001, Prices have 12 decimals at most.",
        "per_search, 1000.5, 'More than $1,000 each is no price.'"
    })
    void saysBesideTheFieldWhatIsWrongAndKeepsIt(String field, String typed, String problem) {
        Map<String, String> texts = new HashMap<>(Map.of("input", "1", "output", "2"));
        texts.put(field, typed);

        assertThat(form(texts).check(OFFER))
                .isInstanceOfSatisfying(
                        PriceForm.Bad.class,
                        bad ->
                                assertThat(bad.form().fields())
                                        .filteredOn(it -> it.error() != null)
                                        .containsExactly(
                                                new PriceForm.Field(
                                                        field,
                                                        label(field),
                                                        TypedPrice.unit(tokenClass(field)),
                                                        typed,
                                                        problem)));
    }

    @Test
    void readsDollarsWithSignAndTrailingZeros() {
        PriceForm form = form(Map.of("input", "$1.2500000000", "output", "1000000"));

        assertThat(form.check(OFFER))
                .isEqualTo(
                        new PriceForm.Good(
                                new Typed(
                                        OFFER,
                                        12,
                                        Map.of(
                                                TokenClass.INPUT,
                                                new UnitPrice(1_250_000),
                                                TokenClass.OUTPUT,
                                                new UnitPrice(1_000_000_000_000L)),
                                        "",
                                        false)));
    }

    @Test
    void wantsAShortReason() {
        PriceForm form =
                new PriceForm(
                        12,
                        Map.of(TokenClass.INPUT, "1", TokenClass.OUTPUT, "1"),
                        "x".repeat(201),
                        false,
                        Map.of());

        assertThat(form.check(OFFER))
                .isInstanceOfSatisfying(
                        PriceForm.Bad.class,
                        bad -> assertThat(bad.form().error("reason")).contains("200"));
    }

    @Test
    void asksWhetherABigMoveIsMeantAndTellsOfANewerEdition() {
        PriceForm form = PriceForm.of(version(12, SHEET));

        PriceForm doubting = form.doubting(List.of(TokenClass.OUTPUT));
        PriceForm outdated = form.outdatedBy(version(13, SHEET));

        assertThat(doubting.error("output")).contains("tenfold");
        assertThat(doubting.error("meant")).isNotNull();
        assertThat(outdated.edition()).isEqualTo(13);
        assertThat(outdated.error("edition")).contains("while you typed");
    }

    private static PriceForm form(Map<String, String> texts) {
        Map<TokenClass, String> typed = new HashMap<>();
        texts.forEach((field, text) -> typed.put(tokenClass(field), text));
        return new PriceForm(12, typed, "", false, Map.of());
    }

    private static TokenClass tokenClass(String code) {
        return Arrays.stream(TokenClass.values())
                .filter(it -> it.code().equals(code))
                .findAny()
                .orElseThrow();
    }

    private static String label(String code) {
        return tokenClass(code).label();
    }

    private static PriceVersion version(long id, PriceSheet sheet) {
        return new PriceVersion(id, OFFER, sheet, Browser.NOW, "a list", "two lists agree");
    }
}
