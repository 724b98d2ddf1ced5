package dev.turnpike.api.chat;

import dev.turnpike.api.gateway.Call;
import dev.turnpike.api.gateway.Gateway;
import dev.turnpike.api.gateway.Request;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Apology;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.Credential;
import dev.turnpike.api.http.Gate;
import dev.turnpike.api.http.RequestBody;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.usage.CallDetails;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** From an HTTP request to a call and back. */
@Singleton
public class ChatCompletions {

    private static final Logger LOG = System.getLogger(ChatCompletions.class.getName());

    /** What a caller says about itself is shown in lists; a sentence is enough. */
    private static final int MAX_HEADER = 256;

    private final Gate gate;
    private final Gateway gateway;
    private final Pulse pulse;

    @Inject
    ChatCompletions(Gate gate, Gateway gateway, Pulse pulse) {
        this.gate = gate;
        this.gateway = gateway;
        this.pulse = pulse;
    }

    /** Answers one request, blocking; the caller gives it a thread of its own. */
    void answer(HttpServletRequest request, HttpServletResponse response) {
        long arrived = System.nanoTime();
        ChatReply reply = new ChatReply(response, pulse);
        try {
            switch (gate.admit(Credential.of(request))) {
                case Refused<Caller>(var error) -> reply.refuse(null, error);
                case Passed<Caller>(var caller) -> answer(caller, request, arrived, reply);
            }
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

    private void answer(Caller caller, HttpServletRequest request, long arrived, ChatReply reply)
            throws IOException {
        switch (read(request)) {
            case Refused<Request>(var error) -> reply.refuse(null, error);
            case Passed<Request>(var wanted) -> {
                Call call =
                        new Call(
                                caller,
                                details(request, wanted),
                                wanted,
                                arrived,
                                request.getHeader("x-anthropic-beta"));
                gateway.answer(call, reply);
            }
        }
    }

    private static Checked<Request> read(HttpServletRequest request) throws IOException {
        return switch (RequestBody.read(request)) {
            case Refused<RequestBody>(var error) -> Checked.refused(error);
            case Passed<RequestBody>(var body) -> ChatRequest.read(body);
        };
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
        return value == null || value.length() <= MAX_HEADER
                ? value
                : value.substring(0, MAX_HEADER);
    }

    private static void apologise(ChatReply reply, ApiError error) {
        try {
            reply.apologise(error);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A caller left before it could be told of a fault.", e);
        }
    }
}
