package dev.turnpike.api.webhooks;

import dev.turnpike.api.http.BodyMemory;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.OneMethodServlet;
import dev.turnpike.api.http.RequestBody;
import dev.turnpike.billing.credits.PaymentEventDesk;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where Stripe reports payments. The signature is over the raw bytes, so nothing may parse them
 * before it is checked. Anything but 2xx makes Stripe send the event again.
 */
@WebServlet(urlPatterns = "/webhooks/stripe")
public class StripeWebhook extends OneMethodServlet {

    private static final long serialVersionUID = 1L;

    /** Events have some kilobytes. */
    private static final int MAX_BYTES = 1024 * 1024;

    /** Injected into the fields because the container itself makes servlets. */
    @Inject private transient PaymentEventDesk desk;

    @Inject private transient BodyMemory bodies;

    public StripeWebhook() {
        super("POST");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String signature = request.getHeader("Stripe-Signature");
        // Anybody can send something here.
        try (BodyMemory.Part part = bodies.partOfStranger()) {
            switch (RequestBody.read(request, part)) {
                case Refused<byte[]>(var error) -> error.writeTo(response);
                case Passed<byte[]>(var body) when body.length > MAX_BYTES ->
                        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                case Passed<byte[]> _ when signature == null ->
                        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                case Passed<byte[]>(var body) -> response.setStatus(receive(body, signature));
            }
        }
    }

    private int receive(byte[] body, String signature) {
        return desk.receive(body, signature)
                ? HttpServletResponse.SC_OK
                : HttpServletResponse.SC_BAD_REQUEST;
    }
}
