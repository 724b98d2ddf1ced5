package dev.turnpike.web.operator;

import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A proposal that waits no more, as its line shows it.
 *
 * @param what became of it, and by whom
 */
public record DecisionRow(@Nullable Moment at, String what, String reasons) {

    static DecisionRow of(PriceProposal proposal) {
        String what =
                switch (proposal.state()) {
                    case OPEN -> "open";
                    case APPROVED -> "approved by " + proposal.decidedBy();
                    case REJECTED -> "rejected by " + proposal.decidedBy();
                    case WITHDRAWN -> "settled by newer lists";
                };
        return new DecisionRow(
                Moment.ofNullable(proposal.decidedAt()),
                what,
                String.join("; ", proposal.reasons()));
    }
}
