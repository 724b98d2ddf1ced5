package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {

    @ParameterizedTest
    @CsvSource({
        "'', 1, 1, 25",
        "2, 2, 26, 50",
        "6, 6, 126, 130",
        "7, 6, 126, 130",
        "99999999999999999999, 6, 126, 130",
        "0, 1, 1, 25",
        "-3, 1, 1, 25",
        "2.5, 1, 1, 25",
        "nonsense, 1, 1, 25"
    })
    void showsThePageThatIsAskedForOrTheNearest(String asked, int number, int from, int to) {
        Paging paging = Paging.of(asked, 130);

        assertThat(List.of(paging.number(), paging.from(), paging.to()))
                .containsExactly(number, from, to);
        assertThat(paging.cut(IntStream.rangeClosed(1, 130).boxed().toList()))
                .startsWith(from)
                .endsWith(to);
    }

    @Test
    void hasOnePageEvenWhenThereIsNothing() {
        Paging paging = Paging.of("3", 0);

        assertThat(paging.last()).isOne();
        assertThat(List.of(paging.number(), paging.from(), paging.to())).containsExactly(1, 0, 0);
        assertThat(paging.cut(List.of())).isEmpty();
    }

    @Test
    void endsWithAFullPageWhenTheNumberFits() {
        assertThat(Paging.of("9", 50)).isEqualTo(new Paging(2, 50));
    }
}
