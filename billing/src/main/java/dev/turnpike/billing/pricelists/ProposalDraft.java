package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.SheetMapping.Mapped;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person is to be asked about an offer.
 *
 * @param edition the number of the edition in force, which it would replace
 * @param reasons why nobody decided it without a person, in sentences
 * @param evidence what each source says, a line for each
 * @param options what can be approved; none when no source says anything that a sheet can hold
 */
public record ProposalDraft(
        String offerId,
        Origin origin,
        long edition,
        List<String> reasons,
        List<String> evidence,
        List<Option> options) {

    public ProposalDraft {
        reasons = ListWords.sentences(reasons);
        evidence = ListWords.sentences(evidence);
        options = List.copyOf(options);
    }

    static ProposalDraft of(
            Offer offer,
            PriceVersion current,
            Decision.Wait wait,
            Collection<PriceList> lists,
            Map<ListFormat, String> sources) {
        Map<ListFormat, ListRow> rows = OfferEvidence.rows(offer, lists);
        Map<PriceSheet, String> sheets = new LinkedHashMap<>();
        PriceSheet agreed = wait.sheet();
        if (agreed != null) {
            sheets.put(
                    agreed,
                    rows.keySet().stream()
                            .map(it -> sources.getOrDefault(it, it.code()))
                            .collect(Collectors.joining(", ")));
        }
        List<String> evidence = new ArrayList<>();
        rows.forEach(
                (format, row) -> {
                    evidence.add(format.code() + ": " + EvidenceWords.of(row));
                    if (row instanceof ListRow.Priced(var _, ListedPrice price)
                            && SheetMapping.toSheet(price, current.sheet())
                                    instanceof Mapped.Fits(var sheet)) {
                        String source = sources.getOrDefault(format, format.code());
                        sheets.merge(
                                sheet,
                                source,
                                (one, other) -> one.contains(other) ? one : one + ", " + other);
                    }
                });
        sheets.remove(current.sheet());
        return new ProposalDraft(
                offer.id(), Origin.LISTS, current.id(), wait.reasons(), evidence, options(sheets));
    }

    static ProposalDraft ofTiers(
            PriceVersion current, Decision.Tiers tiers, Map<ListFormat, String> sources) {
        String list = tiers.list().code();
        return new ProposalDraft(
                current.offerId(),
                Origin.LISTS,
                current.id(),
                List.of(list + " alone names prices of service tiers"),
                List.of(list + ": " + EvidenceWords.of(tiers.sheet())),
                List.of(new Option(sources.getOrDefault(tiers.list(), list), tiers.sheet())));
    }

    static ProposalDraft ofShipped(Listing listing, PriceVersion current) {
        return new ProposalDraft(
                listing.offerId(),
                Origin.SHIPPED,
                current.id(),
                List.of(
                        "an upgrade brought another price than the one that was decided on here"
                                + " before"),
                List.of(listing.source() + ": " + EvidenceWords.of(listing.sheet())),
                List.of(new Option(listing.source(), listing.sheet())));
    }

    /** The same for the same evidence and the same reasons, whatever else a list says. */
    public String hash() {
        String text = origin + "\n" + String.join("\n", reasons) + "\n\n";
        byte[] bytes = (text + String.join("\n", evidence)).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }

    private static List<Option> options(Map<PriceSheet, String> sheets) {
        return sheets.entrySet().stream()
                .map(each -> new Option(each.getValue(), each.getKey()))
                .toList();
    }
}
