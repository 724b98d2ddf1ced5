package dev.turnpike.sandbox.models.stage;

import com.sun.net.httpserver.HttpExchange;
import dev.turnpike.sandbox.models.schema.SchemaInstance;
import dev.turnpike.sandbox.models.script.Answer;
import dev.turnpike.sandbox.models.script.Ask;
import dev.turnpike.sandbox.models.script.Cast;
import dev.turnpike.sandbox.models.script.Directive;
import dev.turnpike.sandbox.models.script.Directives;
import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.script.Outcome;
import dev.turnpike.sandbox.models.script.Pace;
import dev.turnpike.sandbox.models.script.Script;
import dev.turnpike.sandbox.models.script.Tokens;
import dev.turnpike.sandbox.models.wire.Body;
import dev.turnpike.sandbox.models.wire.Dialect;
import dev.turnpike.sandbox.models.wire.MalformedRequest;
import dev.turnpike.sandbox.models.wire.MalformedRequest.Fault;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where every request ends up: checks it as a provider would, then lets its model perform. */
public final class Stage {

    private final Cast cast;
    private final Counters counters;
    private final String apiKey;
    private final Serials serials;
    private final Rehearsal rehearsal;

    public Stage(
            Cast cast, Tokens tokens, Counters counters, String apiKey, RandomGenerator random) {
        this.cast = cast;
        this.counters = counters;
        this.apiKey = apiKey;
        this.serials = new Serials(random);
        this.rehearsal = new Rehearsal(tokens, serials);
    }

    /** Answers a conversation request. */
    public void converse(HttpExchange exchange, Dialect dialect) throws IOException {
        Reply reply = new Reply(exchange, dialect, serials.next());
        Optional<byte[]> body = RequestBytes.findBody(exchange.getRequestBody());
        Optional<Failure> refusal = dialect.findRefusal(exchange.getRequestHeaders(), apiKey);
        if (refusal.isPresent()) {
            reply.fail(refusal.get());
        } else if (body.isEmpty()) {
            reply.fail(Failure.of(413, "Request exceeds the maximum size of 32 MiB."));
        } else {
            cast(reply, dialect, body.get());
        }
    }

    /** Lists all models, or shows one. */
    public void list(HttpExchange exchange, Dialect dialect, Optional<String> name)
            throws IOException {
        Reply reply = new Reply(exchange, dialect, serials.next());
        Optional<Failure> refusal = dialect.findRefusal(exchange.getRequestHeaders(), apiKey);
        if (refusal.isPresent()) {
            reply.fail(refusal.get());
        } else if (name.isEmpty()) {
            reply.json(dialect.models(cast.names()));
        } else if (cast.findScript(name.get()).isEmpty()) {
            reply.fail(dialect.unknownModel(name.get()));
        } else {
            reply.json(dialect.model(name.get()));
        }
    }

    /** Refuses a path or method that the provider does not have. */
    public void refuse(HttpExchange exchange, Dialect dialect, Failure failure) throws IOException {
        new Reply(exchange, dialect, serials.next()).fail(failure);
    }

    private void cast(Reply reply, Dialect dialect, byte[] bytes) throws IOException {
        try {
            Body body = Body.parse(bytes);
            String model = body.text("model");
            Optional<Script> script = cast.findScript(model);
            if (script.isEmpty()) {
                reply.fail(dialect.unknownModel(model));
                return;
            }
            count(reply, dialect, script.get(), body);
        } catch (MalformedRequest malformed) {
            reply.fail(dialect.malformed(malformed));
        }
    }

    private void count(Reply reply, Dialect dialect, Script script, Body body) throws IOException {
        try (Counters.Visit visit = counters.open(body.text("model"))) {
            try {
                perform(reply, dialect, script, dialect.read(body));
            } catch (IOException callerLeft) {
                visit.abortedByClient();
                throw callerLeft;
            }
        }
    }

    private void perform(Reply reply, Dialect dialect, Script script, Ask ask) throws IOException {
        Directives directives = directives(ask);
        switch (outcome(script, ask, directives)) {
            case Failure failure -> {
                Show.pause(Scene.paceOf(Pace.AT_ONCE, directives).beforeReply());
                reply.fail(failure);
            }
            case Outcome.HangUp() -> throw new HungUp("no reply at all was wanted");
            case Answer answer -> {
                Scene scene = rehearsal.rehearse(ask, answer, directives);
                Show.pause(scene.pace().beforeReply());
                new Show(reply, dialect, scene).give();
            }
        }
    }

    private static Directives directives(Ask ask) {
        try {
            return Directives.read(ask.lastUserText());
        } catch (Directives.UnknownDirective unknown) {
            throw new MalformedRequest(
                    Fault.WRONG_VALUE, "messages", String.valueOf(unknown.getMessage()));
        }
    }

    private static Outcome outcome(Script script, Ask ask, Directives directives) {
        if (directives.has(Directive.MODERATED)) {
            return Failure.moderated();
        }
        var status = directives.find(Directive.STATUS);
        if (status.isEmpty()) {
            return scripted(script, ask);
        }
        return new Failure(
                status.getAsInt(),
                "This error was asked for by a sandbox directive.",
                "",
                status.getAsInt() == 429 ? "rate_limit_exceeded" : "",
                directives.find(Directive.RETRY_AFTER));
    }

    private static Outcome scripted(Script script, Ask ask) {
        try {
            return script.answer(ask);
        } catch (SchemaInstance.UnusableSchema unusable) {
            throw new MalformedRequest(
                    Fault.WRONG_VALUE, "schema", String.valueOf(unusable.getMessage()));
        }
    }
}
