package dev.turnpike.persistence.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupBook;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.billing.pricing.MarkupSubject;
import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JpaMarkupBookTest {

    private static final MarkupBook BOOK =
            TestDatabase.shared().keeper(MarkupBook.class, JpaMarkupBook::new);

    private final MarkupSubject model =
            new MarkupSubject(Scope.MODEL, "acme/echo-" + UUID.randomUUID());

    @Test
    void knowsTheLastMarkupOfEachSubject() {
        MarkupChange first = change(new Markup(2_000));
        MarkupChange second = change(new Markup(0));
        BOOK.add(first);
        BOOK.add(second);

        assertThat(BOOK.listInForce()).contains(second).doesNotContain(first);
        assertThat(BOOK.listLast(2)).containsExactly(second, first);
    }

    @Test
    void forgetsWhatWasRemovedButNotThatItWas() {
        BOOK.add(change(new Markup(2_000)));
        BOOK.add(change(null));

        assertThat(BOOK.listInForce()).extracting(MarkupChange::subject).doesNotContain(model);
        assertThat(BOOK.listLast(1)).containsExactly(change(null));
    }

    @Test
    void neverChangesAChange() {
        BOOK.add(change(new Markup(2_000)));

        assertThatThrownBy(
                        () ->
                                World.numbers(
                                        """
                                        update markup_change set basis_points = 0
                                        where name = ? returning basis_points
                                        """,
                                        model.name()))
                .hasMessageContaining("markup_change");
    }

    private MarkupChange change(@Nullable Markup markup) {
        return new MarkupChange(model, markup, World.NOW, "ada@acme.test");
    }
}
