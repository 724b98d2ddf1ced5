package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Call;
import dev.turnpike.api.gateway.ForeignText;
import dev.turnpike.api.gateway.Gateway;
import dev.turnpike.api.gateway.Request;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Apology;
import dev.turnpike.api.http.BodyMemory;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.Gate;
import dev.turnpike.api.http.RequestBody;
import dev.turnpike.api.idempotency.IdempotencyHeader;
import dev.turnpike.api.idempotency.RepeatableCalls;
import dev.turnpike.api.stream.HttpOutlet;
import dev.turnpike.api.stream.Outlet;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import dev.turnpike.billing.idempotency.NamedCall;
import dev.turnpike.billing.idempotency.RequestDigest;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.usage.CallDetails;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From an HTTP request to a call and back. */
@Singleton
public class ChatCompletions {

    private static final Logger LOG = System.getLogger(ChatCompletions.class.getName());

    /** For so long what is known of a caller needs no second look. */
    private static final Duration TRUST = Duration.ofMillis(100);

    private final Gate gate;
    private final BodyMemory bodies;
    private final Gateway gateway;
    private final RepeatableCalls repeatable;
    private final Pulse pulse;

    @Inject
    ChatCompletions(
            Gate gate,
            BodyMemory bodies,
            Gateway gateway,
            RepeatableCalls repeatable,
            Pulse pulse) {
        this.gate = gate;
        this.bodies = bodies;
        this.gateway = gateway;
        this.repeatable = repeatable;
        this.pulse = pulse;
    }

    /** A way to answer. */
    private interface Answering {
        void to(ChatReply reply) throws IOException;
    }

    /**
     * What was received.
     *
     * @param named by its caller, so that the request may be repeated; null when it was not
     */
    private record Received(Request wanted, @Nullable NamedCall named) {}

    /** Answers one request, blocking; the caller gives it a thread of its own. */
    void answer(HttpServletRequest request, HttpServletResponse response) {
        long arrived = System.nanoTime();
        HttpOutlet outlet = new HttpOutlet(response, pulse);
        guarded(
                outlet,
                reply -> {
                    switch (gate.admit(request)) {
                        case Refused<Caller>(var error) -> reply.refuse(null, error);
                        case Passed<Caller>(var caller) ->
                                answer(caller, request, arrived, outlet, reply);
                    }
                });
    }

    private static void guarded(Outlet outlet, Answering answering) {
        ChatReply reply = new ChatReply(outlet);
        try {
            answering.to(reply);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A caller left before its answer was complete.", e);
        } catch (RuntimeException e) {
            // The outermost edge: the caller gets an answer, and we get to know why it is this one.
            LOG.log(Level.ERROR, "A call failed within the gateway.", e);
            apologise(reply, Apology.of(e));
        } finally {
            reply.close();
        }
    }

    private void answer(
            Caller caller,
            HttpServletRequest request,
            long arrived,
            HttpOutlet outlet,
            ChatReply reply)
            throws IOException {
        // What is made of the body lives as long as the call.
        try (BodyMemory.Part part = bodies.part(caller.account())) {
            switch (read(request, part, caller)) {
                case Refused<Received>(var error) -> reply.refuse(null, error);
                case Passed<Received>(Received(var wanted, var named)) -> {
                    CallDetails details = details(request, wanted);
                    String beta = PassedOn.headers(request).get(PassedOn.ANTHROPIC_BETA);
                    Call call = new Call(caller, details, wanted, arrived, beta);
                    if (named == null) {
                        make(call, request, reply);
                    } else {
                        repeatable.answer(
                                Claim.of(named, details.model(), details.streamed()),
                                outlet,
                                recorded -> guarded(recorded, again -> make(call, request, again)));
                    }
                }
            }
        }
    }

    /**
     * Looks at the key once more if the body, or another request for the same call, took its time:
     * who is let in does not stay in.
     */
    private void make(Call call, HttpServletRequest request, ChatReply reply) throws IOException {
        if (System.nanoTime() - call.arrivedNanos() < TRUST.toNanos()) {
            gateway.answer(call, reply);
            return;
        }
        switch (gate.recognise(request)) {
            case Refused<Caller>(var error) -> reply.refuse(null, error);
            case Passed<Caller>(var caller) -> gateway.answer(call.by(caller), reply);
        }
    }

    private static Checked<Received> read(
            HttpServletRequest request, BodyMemory.Part part, Caller caller) {
        return switch (IdempotencyHeader.read(request)) {
            case Refused<Optional<IdempotencyKey>>(var error) -> Checked.refused(error);
            case Passed<Optional<IdempotencyKey>>(var name) ->
                    switch (RequestBody.read(request, part)) {
                        case Refused<byte[]>(var error) -> Checked.refused(error);
                        case Passed<byte[]>(var body) ->
                                switch (wanted(body)) {
                                    case Refused<Request>(var error) -> Checked.refused(error);
                                    case Passed<Request>(var wanted) ->
                                            Checked.passed(
                                                    new Received(
                                                            wanted,
                                                            named(request, caller, name, body)));
                                };
                    };
        };
    }

    private static Checked<Request> wanted(byte[] body) {
        return switch (RequestBody.parse(body)) {
            case Refused<RequestBody>(var error) -> Checked.refused(error);
            case Passed<RequestBody>(var json) -> ChatRequest.read(json);
        };
    }

    private static @Nullable NamedCall named(
            HttpServletRequest request, Caller caller, Optional<IdempotencyKey> name, byte[] body) {
        return name.map(
                        key ->
                                new NamedCall(
                                        caller.account(), caller.key(), key, digest(request, body)))
                .orElse(null);
    }

    /** What a provider gets to see tells requests apart, and nothing else. */
    static RequestDigest digest(HttpServletRequest request, byte[] body) {
        return RequestDigest.of(request.getRequestURI(), PassedOn.headers(request), body);
    }

    private static CallDetails details(HttpServletRequest request, Request wanted) {
        return new CallDetails(
                wanted.models().getFirst(),
                wanted.streamed(),
                header(request, "User-Agent", "User-Agent"),
                header(request, "HTTP-Referer", "Referer"),
                header(request, "X-OpenRouter-Title", "X-Title"),
                wanted.maxCost());
    }

    private static @Nullable String header(HttpServletRequest request, String name, String alias) {
        String value =
                request.getHeader(name) == null
                        ? request.getHeader(alias)
                        : request.getHeader(name);
        return ForeignText.clean(value);
    }

    private static void apologise(ChatReply reply, ApiError error) {
        try {
            reply.apologise(error);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A caller left before it could be told of a fault.", e);
        }
    }
}
