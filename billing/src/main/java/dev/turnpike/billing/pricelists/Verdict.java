package dev.turnpike.billing.pricelists;

import java.util.List;
import java.util.Map;

/** What several lists together say of one model at one provider. */
public sealed interface Verdict {

    /**
     * At least two lists say the same within one percent, and none says anything else.
     *
     * @param price the dearest that was said of each class that two lists name
     * @param sources the lists that agree
     */
    record Agreed(ListedPrice price, List<ListFormat> sources) implements Verdict {
        public Agreed {
            sources = List.copyOf(sources);
        }
    }

    /** At least two lists know it and differ; each difference is a sentence for the operator. */
    record Disagreed(List<String> differences) implements Verdict {
        public Disagreed {
            differences = List.copyOf(differences);
        }
    }

    /** At least two lists know it; of these rows we believe nothing, for these reasons. */
    record Refused(Map<ListFormat, String> reasons) implements Verdict {
        public Refused {
            reasons = Map.copyOf(reasons);
        }
    }

    /** Only one list knows it: that is not enough. */
    record SingleSource(ListFormat list) implements Verdict {}

    /** No list knows it. */
    record Unknown() implements Verdict {}
}
