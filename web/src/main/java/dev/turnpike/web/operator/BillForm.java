package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.web.page.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to import a bill.
 *
 * @param provider its slug
 * @param text the file
 * @param problem what is wrong with the choice of the provider; null when nothing is
 * @param reasons why lines of the file are refused
 * @param refused how many of them there are
 */
public record BillForm(
        String provider,
        String text,
        @Nullable String problem,
        List<BillFile.Reason> reasons,
        int refused) {

    public BillForm {
        reasons = List.copyOf(reasons);
    }

    static BillForm of(String provider) {
        return new BillForm(provider, "", null, List.of(), 0);
    }

    static BillForm read(Fields fields) {
        return new BillForm(fields.text("provider"), fields.text("bill"), null, List.of(), 0);
    }

    BillForm withProblem(String sentence) {
        return new BillForm(provider, text, sentence, List.of(), 0);
    }

    /** A text that is too long to be read is also too long to be sent back. */
    BillForm refused(BillFile.Refused file) {
        String kept = text.length() > BillFile.MAX_LENGTH ? "" : text;
        return new BillForm(provider, kept, null, file.reasons(), file.refused());
    }

    /** Whether it comes back with something to correct. */
    public boolean isRefused() {
        return problem != null || !reasons.isEmpty();
    }

    /** How many reasons are not told. */
    public int untold() {
        return Math.max(0, refused - reasons.size());
    }
}
