package dev.turnpike.web.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.billing.usage.Generations.ModelSpend;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was spent this month, model by model, and every call. */
@Path("/usage")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class UsagePage {

    private static final int BAD_REQUEST = 400;

    private final Visitors visitors;
    private final Generations generations;
    private final CallSearch search;
    private final NameBook names;
    private final PlanCards plans;
    private final InstantSource clock;

    @Inject
    public UsagePage(
            Visitors visitors,
            Generations generations,
            CallSearch search,
            NameBook names,
            PlanCards plans,
            InstantSource clock) {
        this.visitors = visitors;
        this.generations = generations;
        this.search = search;
        this.names = names;
        this.plans = plans;
        this.clock = clock;
    }

    @GET
    public Page list(
            @QueryParam("month") @Nullable String month,
            @QueryParam("model") @Nullable String model,
            @QueryParam("key") @Nullable String key,
            @QueryParam("status") @Nullable String status,
            @QueryParam("before") @Nullable String before) {
        Page page = Page.of("usage/list", "Usage", Section.USAGE);
        Instant now = clock.instant();
        Optional<Month> asked = Month.parse(month, now);
        if (asked.isEmpty()) {
            return page.with("unreadable", true).withStatus(BAD_REQUEST);
        }
        CallFilter filter = CallFilter.of(model, key, status, before);
        return withMonth(withCalls(page.with("unreadable", false), filter), asked.get(), now);
    }

    private Page withCalls(Page page, CallFilter filter) {
        AccountId account = visitors.getVisitor().account();
        Names known = names.of(account);
        CallSearch.Found found = search.search(account, filter);
        return page.with("plan", plans.of(account))
                .with("filter", filter)
                .with("keys", known.keys().stream().map(KeyChoice::of).toList())
                .with("calls", found.calls().stream().map(call -> CallRow.of(call, known)).toList())
                .with("older", found.next() == null ? "" : filter.addressBefore(found.next()));
    }

    private Page withMonth(Page page, Month month, Instant now) {
        Page whole =
                page.with("month", month)
                        .with("isFuture", month.isFuture(now))
                        .with("isOver", month.isOver(now))
                        .with("present", Month.of(now).code());
        return month.isFuture(now) ? whole : withSpend(whole, month);
    }

    private Page withSpend(Page page, Month month) {
        List<ModelSpend> spend =
                generations.listSpend(visitors.getVisitor().account(), month.start(), month.end());
        Usd total = spend.stream().map(ModelSpend::cost).reduce(Usd.ZERO, Usd::plus);
        Usd dearest = spend.isEmpty() ? Usd.ZERO : spend.getFirst().cost();
        return page.with("spend", spend.stream().map(each -> SpendRow.of(each, dearest)).toList())
                .with("total", Amount.of(total))
                .with(
                        "totalCalls",
                        CallRow.count(spend.stream().mapToLong(ModelSpend::calls).sum()));
    }

    /** A key to filter by. */
    public record KeyChoice(String id, String name) {
        static KeyChoice of(ApiKey key) {
            return new KeyChoice(key.id().toString(), key.name());
        }
    }
}
