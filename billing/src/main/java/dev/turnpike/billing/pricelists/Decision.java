package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricing.PriceSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be done about the price of an offer. */
public sealed interface Decision {

    /** Nothing: too few lists know the offer. */
    record Keep() implements Decision {}

    /** Nothing: two lists agree on what is in force. */
    record Confirm() implements Decision {}

    /**
     * Two lists agree, and the move is an ordinary one.
     *
     * @param sources the lists that agree
     */
    record Publish(PriceSheet sheet, List<ListFormat> sources) implements Decision {
        public Publish {
            sources = List.copyOf(sources);
        }
    }

    /**
     * The usual prices are settled, and one list alone names prices of service tiers.
     *
     * @param sheet the one in force with these tiers
     */
    record Tiers(ListFormat list, PriceSheet sheet) implements Decision {}

    /**
     * A person has to look.
     *
     * @param reasons sentences
     * @param sheet what may be approved; null when there is nothing that could be
     */
    record Wait(List<String> reasons, @Nullable PriceSheet sheet) implements Decision {
        public Wait {
            reasons = List.copyOf(reasons);
        }
    }
}
