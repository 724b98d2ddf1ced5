package dev.turnpike.web.operator;

import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proposal as the page lays it before the operator.
 *
 * @param choices none when it is out of date
 * @param isOutOfDate whether it is about an earlier edition than the one in force
 */
public record ProposalCard(
        long id,
        Moment madeAt,
        List<String> reasons,
        List<String> evidence,
        List<Choice> choices,
        boolean isOutOfDate) {

    /**
     * Prices that can be approved.
     *
     * @param number its place in the proposal, counted from zero
     */
    public record Choice(int number, String source, List<Move> moves) {}

    /** What a class costs now, and would cost. */
    public record Move(String label, String now, String then, boolean moves) {}

    static ProposalCard of(PriceProposal proposal, PriceVersion current) {
        boolean isOutOfDate = proposal.edition() != current.id();
        List<Choice> choices = new ArrayList<>();
        for (PriceProposal.Option option : isOutOfDate ? List.<Option>of() : proposal.options()) {
            choices.add(
                    new Choice(
                            choices.size(),
                            option.source(),
                            moves(current.sheet(), option.sheet())));
        }
        return new ProposalCard(
                proposal.id(),
                Moment.of(proposal.madeAt()),
                proposal.reasons(),
                proposal.evidence(),
                choices,
                isOutOfDate);
    }

    private static List<Move> moves(PriceSheet from, PriceSheet to) {
        List<Move> moves = new ArrayList<>(moves("", from, to));
        Stream.of(from, to)
                .flatMap(it -> it.variants().stream())
                .map(PriceVariant::condition)
                .distinct()
                .sorted()
                .forEach(
                        it -> moves.addAll(moves(it.words() + ": ", find(from, it), find(to, it))));
        return moves;
    }

    /** What is not said of a condition costs as usual. */
    private static PriceSheet find(PriceSheet sheet, PriceCondition condition) {
        Optional<PriceSheet> variant =
                sheet.variants().stream()
                        .filter(it -> it.condition().equals(condition))
                        .map(PriceVariant::prices)
                        .findAny();
        return variant.orElse(sheet);
    }

    private static List<Move> moves(String when, PriceSheet from, PriceSheet to) {
        return Stream.of(TokenClass.values())
                .filter(it -> from.listed(it) != null || to.listed(it) != null)
                .map(
                        it -> {
                            String now = UnitAmount.ofProvider(from, it);
                            String then = UnitAmount.ofProvider(to, it);
                            return new Move(when + it.label(), now, then, !now.equals(then));
                        })
                .toList();
    }
}
