package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Paging;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Whether the books and the payment provider's balance agree, day by day. */
@Path("/operator/reconciliation")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class PaymentDaysPage {

    static final String PATH = "/operator/reconciliation";

    private final PaymentDays days;
    private final InstantSource clock;

    @Inject
    public PaymentDaysPage(PaymentDays days, InstantSource clock) {
        this.days = days;
        this.clock = clock;
    }

    @GET
    public Page list(@QueryParam("page") @Nullable String asked) {
        Paging paging = Paging.of(asked == null ? "" : asked, days.count());
        int offset = Math.max(0, paging.from() - 1);
        return Page.of("operator/payment-days", "Reconciliation", Section.OPERATOR)
                .with("verdict", PaymentVerdict.of(days.standing(), today()))
                .with(
                        "days",
                        days.list(offset, paging.to() - offset).stream()
                                .map(PaymentDayRow::of)
                                .toList())
                .with("paging", paging)
                .with("filter", new Address());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Where the pages of the list are. */
    public record Address() {
        public String address(int page) {
            return PATH + "?page=" + page;
        }
    }
}
