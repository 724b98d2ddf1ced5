package dev.turnpike.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.web.page.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSearchTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 25, 26, 50, 260})
    void showsEveryCallOnceFromPageToPage(int count) {
        assertThat(all(Calls.many(count), ""))
                .containsExactlyElementsOf(
                        Calls.many(count).calls().stream().map(Generation::id).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25, 199, 200, 201, 1_001, 2_300})
    void findsTheOneCallThatMatchesHoweverFarBack(int position) {
        List<Generation> calls = new ArrayList<>(Calls.many(position + 5).calls());
        calls.set(position, Calls.FAILED);

        assertThat(all(new Calls(calls), "failed")).containsExactly(Calls.FAILED.id());
    }

    private static List<GenerationId> all(Calls calls, String status) {
        List<GenerationId> shown = new ArrayList<>();
        String before = "";
        do {
            CallSearch.Found found =
                    new CallSearch(calls)
                            .search(Browser.ACME, new CallFilter("", "", status, before));
            assertThat(found.calls().size()).isLessThanOrEqualTo(CallSearch.PAGE);
            found.calls().forEach(call -> shown.add(call.id()));
            before = found.next() == null ? "" : found.next().toString();
        } while (!before.isEmpty());
        return shown;
    }
}
