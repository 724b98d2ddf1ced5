package dev.turnpike.web.statements;

import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatements;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.usage.Month;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the statement that an address asks for, whatever shape it is to be shown in. */
@Singleton
public class Statements {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final Visitors visitors;
    private final MonthlyStatements statements;
    private final InstantSource clock;

    @Inject
    public Statements(Visitors visitors, MonthlyStatements statements, InstantSource clock) {
        this.visitors = visitors;
        this.statements = statements;
        this.clock = clock;
    }

    /** What an address leads to. */
    sealed interface Asked permits Found, Nothing {}

    /**
     * A month that has begun.
     *
     * @param page with the words that every shape of the page needs
     * @param isOver whether nothing can move in it any more
     */
    record Found(Page page, Month month, boolean isOver, MonthlyStatement statement)
            implements Asked {

        /** The name of a file that holds it. */
        String fileName(String ending) {
            return "turnpike-statement-" + month.code() + "." + ending;
        }
    }

    /** There is no such month, or it is still to come: this page says so. */
    record Nothing(Page page) implements Asked {}

    /**
     * The statement of this month; of the present one when the address names none.
     *
     * @param shares how many models, keys and workspaces are told apart
     */
    Asked find(@Nullable String text, int shares) {
        Instant now = clock.instant();
        Optional<Month> asked = Month.parse(text, now);
        if (asked.isEmpty()) {
            return new Nothing(frame().with("unreadable", true).withStatus(BAD_REQUEST));
        }
        Month month = asked.get();
        Page page =
                frame().with("unreadable", false)
                        .with("month", month)
                        .with("isFuture", month.isFuture(now))
                        .with("isOver", month.isOver(now))
                        .with("present", Month.of(now).code());
        return month.isFuture(now)
                ? new Nothing(page.withStatus(NOT_FOUND))
                : new Found(
                        page,
                        month,
                        month.isOver(now),
                        statements.get(
                                visitors.getVisitor().account(),
                                month.start(),
                                month.end(),
                                shares));
    }

    private static Page frame() {
        return Page.of("statements/show", "Statement", Section.CREDITS);
    }
}
