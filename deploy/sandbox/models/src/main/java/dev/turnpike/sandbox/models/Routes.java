package dev.turnpike.sandbox.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.stage.Stage;
import dev.turnpike.sandbox.models.wire.Dialect;
import java.io.IOException;
import java.util.Optional;

/** Leads the requests below one provider's path to the stage. */
final class Routes implements HttpHandler {

    private final Stage stage;
    private final Dialect dialect;
    private final String conversationPath;
    private final String modelsPath;

    /**
     * @param conversationPath the path that takes conversations
     * @param modelsPath the path that lists models
     */
    Routes(Stage stage, Dialect dialect, String conversationPath, String modelsPath) {
        this.stage = stage;
        this.dialect = dialect;
        this.conversationPath = conversationPath;
        this.modelsPath = modelsPath;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Server", ModelSandbox.SERVER_NAME);
        String path = exchange.getRequestURI().getPath();
        String route = exchange.getRequestMethod() + " " + path;
        if (route.equals("POST " + conversationPath)) {
            stage.converse(exchange, dialect);
        } else if (route.equals("GET " + modelsPath)) {
            stage.list(exchange, dialect, Optional.empty());
        } else if (route.startsWith("GET " + modelsPath + "/")) {
            stage.list(exchange, dialect, Optional.of(path.substring(modelsPath.length() + 1)));
        } else {
            stage.refuse(exchange, dialect, Failure.of(404, "Invalid URL (" + route + ")"));
        }
    }
}
