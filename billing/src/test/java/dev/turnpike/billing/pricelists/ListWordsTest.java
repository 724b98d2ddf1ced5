package dev.turnpike.billing.pricelists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.PriceListReader.Reading;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListWordsTest {

    private static final String STRANGE = "a\u0000b\nc\u202Ed\uD800e";
    private static final String PLAIN = "a b c d e";

    @Test
    void leavesNothingInNamesThatCannotBeStoredOrMisleads() {
        var price =
                new ListedPrice(
                        Sheets.sheet(
                                TokenClass.INPUT, 1,
                                TokenClass.OUTPUT, 2),
                        Map.of(),
                        Set.of(STRANGE));
        var refused = new ListRow.Refused(RowName.ofProvider("openai", "ant"), STRANGE);

        assertThat(price.beyond()).containsExactly(PLAIN);
        assertThat(refused.reason()).isEqualTo(PLAIN);
        assertThat(new Condition(null, STRANGE, STRANGE))
                .isEqualTo(new Condition(null, PLAIN, PLAIN));
        assertThat(new Reading.Unreadable(STRANGE).reason()).isEqualTo(PLAIN);
    }

    @Test
    void cutsOffWhatIsLongerThanAnyProperName() {
        assertThat(ListWords.name("é".repeat(200))).isEqualTo("é".repeat(200));
        assertThat(ListWords.name("é".repeat(201))).isEqualTo("é".repeat(200) + "…");
        assertThat(ListWords.sentence("e".repeat(100_000))).hasSize(2_001);
        assertThat(ListWords.sentences(Collections.nCopies(1_000, "e"))).hasSize(50);
    }
}
