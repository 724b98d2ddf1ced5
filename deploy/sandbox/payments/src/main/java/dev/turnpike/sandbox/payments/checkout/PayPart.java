package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.cards.TestCard;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.pages.Frame;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The hosted pay page: shows the form, takes a test card, sends the visitor back to the shop. */
public final class PayPart implements Endpoint.Part {

    private static final Pattern PATH = Pattern.compile("/pay/(cs_test_[A-Za-z0-9]{1,100})");

    private final Commits commits;
    private final Payment payment;
    private final PayPages pages;
    private final Frame frame;
    private final InstantSource clock;

    public PayPart(Commits commits, Payment payment, Frame frame, InstantSource clock) {
        this.commits = commits;
        this.payment = payment;
        this.frame = frame;
        this.pages = new PayPages(frame);
        this.clock = clock;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        Matcher path = PATH.matcher(call.path());
        if (call.path().equals("/pay/style.css")) {
            return frame.style();
        }
        if (!path.matches()) {
            return frame.unknown();
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> show(path.group(1));
            case "POST" -> pay(path.group(1), call.text());
            default -> frame.wrongMethod();
        };
    }

    private HttpAnswer show(String sessionId) {
        Optional<Checkout> found = findCheckout(sessionId);
        if (found.isEmpty()) {
            return frame.unknown();
        }
        Checkout checkout = found.get();
        return checkout.isOpen()
                ? pages.form(checkout, checkout.knownValues(), Map.of(), 200)
                : pages.closed(checkout.session(), 200);
    }

    private HttpAnswer pay(String sessionId, String body) {
        Optional<Checkout> found = findCheckout(sessionId);
        if (found.isEmpty()) {
            return frame.unknown();
        }
        Checkout checkout = found.get();
        if (!checkout.isOpen()) {
            return pages.closed(checkout.session(), 409);
        }
        BuyerForm form = BuyerForm.of(body);
        Map<String, String> problems =
                form.problems(checkout, YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
        if (!problems.isEmpty()) {
            return pages.form(checkout, form.values(), problems, 422);
        }
        return switch (attempt(sessionId, form)) {
            case Payment.Outcome.Paid(ObjectNode paid) -> frame.seeOther(SuccessAddress.of(paid));
            case Payment.Outcome.Declined(TestCard card, Decline decline) ->
                    pages.form(
                            checkout, form.values(), Map.of(card.field(), decline.message()), 402);
            case Payment.Outcome.TotalChanged(Checkout taxed) ->
                    pages.form(taxed, form.values(), totalChanged(taxed), 422);
            case Payment.Outcome.Closed(ObjectNode closed) -> pages.closed(closed, 409);
        };
    }

    private Payment.Outcome attempt(String sessionId, BuyerForm form) {
        return commits.decide(
                Changes.Cause.VISITOR, changes -> payment.pay(sessionId, form, changes));
    }

    private static Map<String, String> totalChanged(Checkout taxed) {
        String message =
                "With tax for this country the total is %s. Pay to agree."
                        .formatted(Frame.dollars(taxed.session().path("amount_total")));
        return Map.of("country", message);
    }

    private Optional<Checkout> findCheckout(String id) {
        return commits.decide(
                Changes.Cause.VISITOR,
                changes ->
                        changes.find(Kind.CHECKOUT_SESSION, id)
                                .map(session -> new Checkout(session, order(id, changes))));
    }

    private static ObjectNode order(String sessionId, Changes changes) {
        return changes.find(Kind.ORDER, sessionId).orElseThrow();
    }
}
