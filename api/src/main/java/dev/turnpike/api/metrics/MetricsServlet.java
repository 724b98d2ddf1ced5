package dev.turnpike.api.metrics;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.Credential;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.OneMethodServlet;
import dev.turnpike.api.http.UnknownAddress;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Where Prometheus reads. Without a token in the settings there is nothing here. */
@WebServlet(urlPatterns = "/metrics")
public class MetricsServlet extends OneMethodServlet {

    private static final long serialVersionUID = 1L;

    /** Injected into the fields because the container itself makes servlets. */
    @Inject private transient MetricsSettings settings;

    @Inject private transient Metrics metrics;

    public MetricsServlet() {
        super("GET");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (settings.isOpen()) {
            super.service(request, response);
        } else {
            UnknownAddress.error(request.getRequestURI()).writeTo(response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (Credential.read(request)) {
            case Refused<Optional<String>>(var error) -> error.writeTo(response);
            case Passed<Optional<String>>(var token) when settings.admits(token.orElse(null)) -> {
                response.setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
                response.setHeader("Cache-Control", "no-store");
                metrics.writeTo(response.getOutputStream());
            }
            case Passed<Optional<String>> _ ->
                    ApiError.of(
                                    ErrorType.AUTHENTICATION,
                                    "Metrics are read with Authorization: Bearer <TURNPIKE_METRICS_TOKEN>.")
                            .withHeader("WWW-Authenticate", "Bearer")
                            .writeTo(response);
        }
    }
}
