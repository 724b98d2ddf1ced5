package dev.turnpike.api.chat;

import dev.turnpike.api.http.OneMethodServlet;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The address of chat completions. A servlet and not a resource: it costs less per call, and it
 * decides itself when bytes leave. Each call has a virtual thread, so that thousands of slow
 * streams hold none of the server's own threads.
 */
@WebServlet(urlPatterns = "/v1/chat/completions", asyncSupported = true, loadOnStartup = 1)
public class ChatServlet extends OneMethodServlet {

    private static final long serialVersionUID = 1L;

    /** Every wait in a call has a limit of its own. */
    private static final long NO_TIMEOUT = 0;

    /** Injected into the field because the container itself makes servlets. */
    @Inject private transient ChatCompletions completions;

    public ChatServlet() {
        super("POST");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(NO_TIMEOUT);
        var _ = Thread.ofVirtual().name("call").start(() -> answer(async, request, response));
    }

    private void answer(
            AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
        try {
            completions.answer(request, response);
        } finally {
            async.complete();
        }
    }
}
