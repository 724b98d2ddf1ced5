package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.MarkupBook;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The page of markups, around a form in whatever state it is. */
@Singleton
public class MarkupsView {

    /** As many changes as somebody looks back. */
    private static final int MAX_CHANGES = 50;

    private final Markups markups;
    private final MarkupBook book;

    @Inject
    public MarkupsView(Markups markups, MarkupBook book) {
        this.markups = markups;
        this.book = book;
    }

    Page page(MarkupForm form, List<MarkupTarget> targets) {
        return Page.of("operator/markups", "Markups", Section.OPERATOR)
                .with("usual", markups.usual().toPercent())
                .with("form", form)
                .with("targets", targets)
                .with("markups", book.listInForce().stream().map(MarkupRow::of).toList())
                .with("changes", book.listLast(MAX_CHANGES).stream().map(MarkupRow::of).toList());
    }
}
