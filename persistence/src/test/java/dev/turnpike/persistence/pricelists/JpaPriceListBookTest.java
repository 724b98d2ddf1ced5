package dev.turnpike.persistence.pricelists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JpaPriceListBookTest {

    private static final ListFormat FORMAT = ListFormat.OPENROUTER;
    private static final ListSource HERE =
            new ListSource(FORMAT, URI.create("https://lists.test/here"));
    private static final ListSource ELSEWHERE =
            new ListSource(FORMAT, URI.create("https://lists.test/elsewhere"));
    private static final Instant NOW = World.NOW;
    private static final Instant SOON = NOW.plusSeconds(60);
    private static final Instant NEXT_DAY = NOW.plusSeconds(86_400);

    private final PriceListBook book =
            TestDatabase.shared().keeper(PriceListBook.class, JpaPriceListBook::new);

    @BeforeEach
    void forget() {
        TestDatabase.execute(
                TestDatabase.shared().superuser(),
                "delete from price_list where format = 'OPENROUTER'");
    }

    @Test
    void letsOneServerFetchAListThatIsDue() {
        List<Future<Boolean>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                claims.add(threads.submit(() -> book.claim(HERE, NOW, SOON)));
            }
        }

        assertThat(claims).extracting(Future::resultNow).containsOnlyOnce(true);
        assertThat(book.claim(HERE, SOON.minusSeconds(1), NEXT_DAY)).isFalse();
        assertThat(book.claim(HERE, SOON, NEXT_DAY)).isTrue();
    }

    @Test
    void isDueAtOnceWhenItLiesElsewhereAndForgetsWhatTheFormerPlaceSaid() {
        book.claim(HERE, NOW, NEXT_DAY);
        book.keep(kept("one"), NEXT_DAY);

        assertThat(book.claim(ELSEWHERE, NOW, NEXT_DAY)).isTrue();
        assertThat(book.find(HERE)).isEmpty();
        assertThat(book.find(ELSEWHERE)).isEmpty();
        assertThat(state().fetchedAt()).isNull();
        book.keep(kept("two"), NEXT_DAY);
        assertThat(book.find(ELSEWHERE)).contains(kept("two"));
        assertThat(book.find(HERE)).isEmpty();
    }

    @Test
    void keepsTheLastGoodTextThroughFailures() {
        book.claim(HERE, NOW, SOON);
        assertThat(book.find(HERE)).isEmpty();
        book.keep(kept("one"), NEXT_DAY);
        book.fail(FORMAT, "the place answers with status 500");

        assertThat(book.find(HERE)).contains(kept("one"));
        assertThat(state())
                .isEqualTo(
                        new ListState(
                                FORMAT,
                                HERE.place().toString(),
                                NOW,
                                NOW,
                                "0".repeat(64),
                                "the place answers with status 500"));
    }

    @Test
    void knowsThatATextIsStillTheList() {
        book.claim(HERE, NOW, SOON);
        book.keep(kept("one"), SOON);
        book.fail(FORMAT, "it took longer");
        book.confirm(FORMAT, SOON, NEXT_DAY);

        assertThat(state().fetchedAt()).isEqualTo(SOON);
        assertThat(state().failure()).isNull();
        assertThat(book.claim(HERE, SOON, NEXT_DAY)).isFalse();
    }

    private ListState state() {
        return book.listStates().stream()
                .filter(state -> state.format() == FORMAT)
                .findAny()
                .orElseThrow();
    }

    private static KeptList kept(String text) {
        return new KeptList(FORMAT, text, "\"etag\"", "0".repeat(64), NOW);
    }
}
