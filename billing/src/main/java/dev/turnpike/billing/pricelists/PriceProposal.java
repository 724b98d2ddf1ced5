package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricing.PriceSheet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a price that waits for a person, or waited.
 *
 * @param edition the number of the edition that was in force when it was drawn up
 * @param reasons why it waits, in sentences
 * @param evidence what each source says, a line for each
 * @param options what can be approved
 * @param decidedAt when it was approved, rejected or withdrawn; null while it is open
 * @param decidedBy who approved or rejected it; null while it is open, and when it was withdrawn
 */
public record PriceProposal(
        long id,
        String offerId,
        Origin origin,
        State state,
        long edition,
        List<String> reasons,
        List<String> evidence,
        String evidenceHash,
        List<Option> options,
        Instant madeAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    /** Who says that a price should be another one. */
    public enum Origin {
        LISTS,
        SHIPPED
    }

    /** What became of it. */
    public enum State {
        OPEN,
        APPROVED,
        REJECTED,
        /** Newer evidence came, or the lists agree again. */
        WITHDRAWN
    }

    /**
     * Prices that a source names.
     *
     * @param source for the edition that it may become
     */
    public record Option(String source, PriceSheet sheet) {}

    public PriceProposal {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        options = List.copyOf(options);
    }
}
