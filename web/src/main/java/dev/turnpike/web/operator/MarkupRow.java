package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.web.page.Moment;

/** A markup that was set or removed, as its row shows it. */
public record MarkupRow(String target, String label, String markup, Moment at, String by) {

    static MarkupRow of(MarkupChange change) {
        MarkupTarget target = MarkupTarget.of(change.subject());
        Markup markup = change.markup();
        return new MarkupRow(
                target.code(),
                target.label(),
                markup == null ? "removed" : markup.toPercent(),
                Moment.of(change.at()),
                change.by());
    }
}
