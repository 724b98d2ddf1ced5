package dev.turnpike.sandbox.payments.portal;

import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.PaymentMethods;
import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import dev.turnpike.sandbox.payments.taxes.TaxIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The portal: shows a customer's cards and tax ids, and changes them. */
public final class PortalPart implements Endpoint.Part {

    private static final Pattern PATH = Pattern.compile("/portal/(bps_\\w{1,100})(?:/(\\w+))?");

    /** A link that lies around must not open somebody's cards for ever. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Commits commits;
    private final Frame frame;
    private final PortalPage page;
    private final PortalChanges work;
    private final InstantSource clock;

    public PortalPart(
            Commits commits,
            Frame frame,
            PaymentMethods methods,
            Attachment attachment,
            TaxIds taxIds,
            InstantSource clock) {
        this.commits = commits;
        this.frame = frame;
        this.page = new PortalPage(frame);
        this.work = new PortalChanges(methods, attachment, taxIds, clock);
        this.clock = clock;
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return frame.unknown();
        }
        String deed = path.group(2);
        return commits.decide(
                Changes.Cause.VISITOR,
                changes ->
                        changes.find(Kind.PORTAL_SESSION, path.group(1))
                                .map(
                                        session ->
                                                isOver(session)
                                                        ? over(session)
                                                        : answer(call, deed, session, changes))
                                .orElseGet(frame::unknown));
    }

    private HttpAnswer.Text answer(
            HttpCall call, @Nullable String deed, ObjectNode session, Changes changes) {
        boolean isRead = call.method().equals("GET") || call.method().equals("HEAD");
        if (deed == null && isRead) {
            return page.show(session, Map.of(), 200, changes);
        }
        if (deed == null || !call.method().equals("POST")) {
            return frame.wrongMethod();
        }
        Optional<FormParameters> typed = parse(call.text());
        Map<String, String> problems =
                typed.isEmpty()
                        ? Map.of("card_number", "The form could not be read.")
                        : work.attempt(deed, customer(session, changes), typed.get(), changes);
        return problems.isEmpty()
                ? frame.seeOther("/portal/" + Json.textAt(session, "/id"))
                : page.show(session, problems, 422, changes);
    }

    private static Optional<FormParameters> parse(String body) {
        try {
            return Optional.of(FormParameters.parse(body));
        } catch (IllegalArgumentException badlyEncoded) {
            return Optional.empty();
        }
    }

    private static ObjectNode customer(ObjectNode session, Changes changes) {
        return changes.find(Kind.CUSTOMER, Json.textAt(session, "/customer")).orElseThrow();
    }

    private boolean isOver(ObjectNode session) {
        long age = clock.instant().getEpochSecond() - session.path("created").asLong();
        return age >= LIFETIME.toSeconds();
    }

    private HttpAnswer.Text over(ObjectNode session) {
        String back = Json.textAt(session, "/return_url");
        return frame.notice(
                410,
                "Link expired",
                "This link has expired. Open the page again from the shop.",
                back.isEmpty() ? Markup.NONE : Frame.link(back, "Return to the shop"));
    }
}
