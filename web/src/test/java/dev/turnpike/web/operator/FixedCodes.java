package dev.turnpike.web.operator;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.CodeLife;
import dev.turnpike.billing.promotions.CodeText;
import dev.turnpike.billing.promotions.PromotionalCode;
import dev.turnpike.billing.promotions.PromotionalCodeId;
import dev.turnpike.billing.promotions.PromotionalCodes;
import dev.turnpike.web.page.Browser;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codes that are kept in a list, and that nobody redeems. */
record FixedCodes(List<PromotionalCode> codes) implements PromotionalCodes {

    static FixedCodes of(PromotionalCode... codes) {
        return new FixedCodes(new ArrayList<>(List.of(codes)));
    }

    /** A code of $5 for ten accounts, of which four have redeemed it. */
    static PromotionalCode code(String text, LocalDate lastDay, @Nullable Instant switchedOffAt) {
        return new PromotionalCode(
                new PromotionalCodeId(new UUID(0x0193a00000007000L, text.hashCode())),
                new CodeText(text),
                Usd.ofCents(500),
                10,
                4,
                lastDay,
                new CodeLife.Days(30),
                false,
                "for <b>readers</b>",
                "op@turnpike.example",
                Browser.NOW,
                switchedOffAt);
    }

    @Override
    public boolean add(PromotionalCode code) {
        boolean taken =
                codes.stream()
                        .anyMatch(
                                each ->
                                        each.id().equals(code.id())
                                                || each.text()
                                                        .canonical()
                                                        .equals(code.text().canonical()));
        return !taken && codes.add(code);
    }

    @Override
    public Optional<PromotionalCode> find(PromotionalCodeId id) {
        return codes.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public int count() {
        return codes.size();
    }

    @Override
    public List<PromotionalCode> list(int offset, int limit) {
        return codes.stream().skip(offset).limit(limit).toList();
    }

    @Override
    public boolean switchOff(PromotionalCodeId id, Instant at) {
        return find(id).isPresent();
    }

    @Override
    public Claim claim(AccountId account, CodeText text, Instant at) {
        throw new UnsupportedOperationException("Operators redeem nothing");
    }
}
