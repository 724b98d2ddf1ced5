package dev.turnpike.api.chat;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The address of chat completions. A servlet and not a resource: it costs less per call, and it
 * decides itself when bytes leave. Each call has a virtual thread, so that thousands of slow
 * streams hold none of the server's own threads.
 */
@WebServlet(urlPatterns = "/v1/chat/completions", asyncSupported = true, loadOnStartup = 1)
public class ChatServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Every wait in a call has a limit of its own. */
    private static final long NO_TIMEOUT = 0;

    /** Injected into the field because the container itself makes servlets. */
    @Inject private transient ChatCompletions completions;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            ApiError.of(ErrorType.METHOD_NOT_ALLOWED, "Send a POST with a JSON body.")
                    .withHeader("Allow", "POST")
                    .writeTo(response);
            return;
        }
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
