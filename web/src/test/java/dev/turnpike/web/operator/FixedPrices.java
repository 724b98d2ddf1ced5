package dev.turnpike.web.operator;

import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListSource;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricelists.ProposalDraft;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.web.page.Browser;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Editions, proposals and lists as they stand, to be shown. */
final class FixedPrices {

    private FixedPrices() {}

    /** These editions, the newest first. */
    record Versions(List<PriceVersion> all) implements PriceVersions {

        @Override
        public List<PriceVersion> listLast(String offerId, int limit) {
            return all.stream().filter(it -> it.offerId().equals(offerId)).limit(limit).toList();
        }

        @Override
        public List<PriceVersion> publish(Collection<Listing> listings) {
            List<PriceVersion> published =
                    listings.stream()
                            .map(
                                    it ->
                                            new PriceVersion(
                                                    all.size() + 1,
                                                    it.offerId(),
                                                    it.sheet(),
                                                    Browser.NOW,
                                                    it.source(),
                                                    it.approvedBy()))
                            .toList();
            all.addAll(0, published);
            return published;
        }

        @Override
        public List<PriceVersion> publishShipped(Collection<Listing> listings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void takeTurn() {}

        @Override
        public Optional<PriceVersion> findLast(String offerId, String approvedBy) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long newest() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PriceVersion> listCurrent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PriceVersion> find(long id) {
            throw new UnsupportedOperationException();
        }
    }

    /** These proposals, the newest first. */
    record Proposals(List<PriceProposal> all) implements PriceProposals {

        @Override
        public Optional<PriceProposal> findOpen(String offerId) {
            return listOpen().stream().filter(it -> it.offerId().equals(offerId)).findAny();
        }

        @Override
        public List<PriceProposal> listOpen() {
            return all.stream().filter(it -> it.state() == State.OPEN).toList();
        }

        @Override
        public List<PriceProposal> listLast(String offerId, int limit) {
            return all.stream().filter(it -> it.offerId().equals(offerId)).limit(limit).toList();
        }

        @Override
        public int countOpen() {
            return listOpen().size();
        }

        @Override
        public Optional<PriceProposal> find(long id) {
            return all.stream().filter(it -> it.id() == id).findAny();
        }

        @Override
        public boolean wasDecided(ProposalDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void add(ProposalDraft draft, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean decide(long id, State state, Instant at, String by, long left) {
            PriceProposal open = find(id).filter(it -> it.state() == State.OPEN).orElse(null);
            if (open == null) {
                return false;
            }
            all.set(
                    all.indexOf(open),
                    new PriceProposal(
                            id,
                            open.offerId(),
                            open.origin(),
                            state,
                            open.edition(),
                            open.reasons(),
                            open.evidence(),
                            open.evidenceHash(),
                            open.options(),
                            open.madeAt(),
                            at,
                            by));
            return true;
        }

        @Override
        public boolean withdraw(long id, Instant at) {
            throw new UnsupportedOperationException();
        }
    }

    /** Lists in these states. */
    record Lists(List<ListState> all) implements PriceListBook {

        @Override
        public List<ListState> listStates() {
            return all;
        }

        @Override
        public boolean claim(ListSource source, Instant now, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<KeptList> find(ListSource source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keep(KeptList list, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void confirm(ListFormat format, Instant at, Instant next) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void fail(ListFormat format, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
