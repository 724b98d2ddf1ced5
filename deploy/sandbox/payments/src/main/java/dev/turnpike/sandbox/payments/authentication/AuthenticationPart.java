package dev.turnpike.sandbox.payments.authentication;

import dev.turnpike.sandbox.payments.http.Endpoint;
import dev.turnpike.sandbox.payments.http.HttpAnswer;
import dev.turnpike.sandbox.payments.http.HttpCall;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Commits;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Frame;
import dev.turnpike.sandbox.payments.pages.Template;
import dev.turnpike.sandbox.payments.pages.Template.Markup;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The page of a bank that asks the holder of a card whether it is them. */
public final class AuthenticationPart implements Endpoint.Part {

    private static final Pattern PATH =
            Pattern.compile("/authenticate/((?:pi|seti)_[A-Za-z0-9]{1,100})");

    private final Commits commits;
    private final Frame frame;
    private final List<Waiting> kinds;
    private final Template page = Template.load("authenticate.html");

    public AuthenticationPart(Commits commits, Frame frame, List<Waiting> kinds) {
        this.commits = commits;
        this.frame = frame;
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return frame.unknown();
        }
        return commits.decide(
                Changes.Cause.VISITOR, changes -> answer(call, path.group(1), changes));
    }

    private HttpAnswer.Text answer(HttpCall call, String id, Changes changes) {
        for (Waiting kind : kinds) {
            Optional<ObjectNode> found = changes.find(kind.kind(), id);
            if (found.isPresent()) {
                return answer(call, kind, found.get(), changes);
            }
        }
        return frame.unknown();
    }

    private HttpAnswer.Text answer(
            HttpCall call, Waiting kind, ObjectNode intent, Changes changes) {
        if (!NextAction.isAwaited(intent)) {
            return frame.notice(
                    409,
                    "Nothing to answer",
                    "Your bank does not ask anything any more.",
                    Markup.NONE);
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> ask(kind, intent, 200);
            case "POST" -> decide(call.text(), kind, intent, changes);
            default -> frame.wrongMethod();
        };
    }

    private HttpAnswer.Text ask(Waiting kind, ObjectNode intent, int status) {
        String id = Json.textAt(intent, "/id");
        Markup body =
                page.fill(
                        Map.of(
                                "action", Markup.escaped("/authenticate/" + id),
                                "question", Markup.escaped(kind.question(intent))));
        return frame.page(status, "Is it you?", body, target(NextAction.returnUrl(intent)));
    }

    private HttpAnswer.Text decide(String body, Waiting kind, ObjectNode intent, Changes changes) {
        String returnUrl = NextAction.returnUrl(intent);
        switch (body) {
            case "answer=yes" -> kind.approve(intent, changes);
            case "answer=no" -> kind.refuse(intent, changes);
            default -> {
                return ask(kind, intent, 422);
            }
        }
        boolean isDone = Json.textAt(intent, "/status").equals("succeeded");
        if (returnUrl.isEmpty()) {
            return frame.notice(
                    200,
                    isDone ? "Done" : "Not done",
                    "Your bank has your answer. Return to the shop.",
                    Markup.NONE);
        }
        return frame.seeOther(withResult(returnUrl, kind, intent, isDone));
    }

    /** Adds what Stripe adds, so that the shop knows what it is about. */
    private static String withResult(
            String returnUrl, Waiting kind, ObjectNode intent, boolean isDone) {
        String name = kind.kind().objectName();
        return "%s%s%s=%s&%s_client_secret=%s&redirect_status=%s"
                .formatted(
                        returnUrl,
                        returnUrl.contains("?") ? "&" : "?",
                        name,
                        Json.textAt(intent, "/id"),
                        name,
                        Json.textAt(intent, "/client_secret"),
                        isDone ? "succeeded" : "failed");
    }

    /** Scheme and host with any port, as a content security policy writes it. */
    private static String target(String returnUrl) {
        if (returnUrl.isEmpty()) {
            return "";
        }
        URI address = URI.create(returnUrl);
        return address.getScheme() + "://" + address.getHost() + ":*";
    }
}
