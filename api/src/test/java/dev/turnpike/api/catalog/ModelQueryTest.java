package dev.turnpike.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.Shops;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.Markup;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min_price=-1|min_price must be dollars per million tokens.",
                "max_price=x|max_price must be dollars per million tokens.",
                "max_price=000000000000000000000000000000001|max_price must be dollars",
                "context=-1|context must be a whole number from 0 to 2147483647.",
                "context=1.5|context must be",
                "offset=99999999999|offset must be",
                "limit=0|limit must be a whole number from 1 to 1000.",
                "limit=\u0663|limit must be a whole number",
                "offset=\uFF11|offset must be",
                "context=1\u0663|context must be",
                "min_price=\u0663|min_price must be dollars",
                "max_price=\u0663.5|max_price must be dollars",
                "max_price=1E999999999|max_price must be dollars",
                "sort=random|sort must be newest"
            })
    void namesTheParameterThatIsWrongWhateverThereIsToSelectFrom(String query, String message) {
        assertThat(problem(query)).startsWith(message);
    }

    @Test
    void selectsByPriceAndContext() {
        assertThat(selected("")).containsExactly("a/dear", "a/cheap");
        assertThat(selected("sort=pricing-low-to-high")).containsExactly("a/cheap", "a/dear");
        assertThat(selected("max_price=1e0")).containsExactly("a/cheap");
        assertThat(selected("min_price= 1.5 ")).containsExactly("a/dear");
        assertThat(selected("context=100001")).isEmpty();
    }

    @Test
    void knowsThePageThatIsWanted() {
        ModelQuery query = query("offset=5", "limit=7");

        assertThat(query.isPaged()).isTrue();
        assertThat(query.offset()).isEqualTo(5);
        assertThat(query.limit()).isEqualTo(7);
        assertThat(query("q=a").isPaged()).isFalse();
    }

    private static List<String> selected(String query) {
        return query(query).select(Stream.of(listed("a/dear", 2), listed("a/cheap", 1))).stream()
                .map(listed -> listed.model().id())
                .toList();
    }

    private static ListedModel listed(String id, long dollars) {
        Offer offer = Shops.offer(id, Shops.provider("p", "http://p.example"), dollars);
        return new ListedModel(Shops.model(id, offer), Shops.priced(offer, new Markup(0)), true);
    }

    private static String problem(String query) {
        return switch (read(query)) {
            case Refused<ModelQuery>(var error) -> error.message();
            case Passed<ModelQuery> _ -> "no problem";
        };
    }

    private static ModelQuery query(String... parameters) {
        return switch (read(parameters)) {
            case Refused<ModelQuery>(var error) -> throw new AssertionError(error);
            case Passed<ModelQuery>(var query) -> query;
        };
    }

    private static Checked<ModelQuery> read(String... parameters) {
        MultivaluedHashMap<String, String> map = new MultivaluedHashMap<>();
        Arrays.stream(parameters)
                .map(parameter -> parameter.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> map.add(pair[0], pair[1]));
        return ModelQuery.read(map);
    }
}
