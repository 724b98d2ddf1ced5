package dev.turnpike.api.provider;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.stream.Pulse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/** One HTTP request to a provider; it ends when it is read, when it is overdue or when aborted. */
public final class UpstreamCall implements Pulse.Watched {

    private static final Logger LOG = System.getLogger(UpstreamCall.class.getName());

    /** The answer of a model with some inline images; beyond it we would pay with our memory. */
    private static final int MAX_REPLY_BYTES = 32 * 1024 * 1024;

    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final String provider;
    private final HttpPost request;
    private final Pulse pulse;
    private @Nullable ClassicHttpResponse response;
    private volatile long deadlineNanos;
    private volatile boolean overdue;

    UpstreamCall(String provider, HttpPost request, Pulse pulse) {
        this.provider = provider;
        this.request = request;
        this.pulse = pulse;
    }

    /** Gives it this much time from now on. */
    public void allow(Duration patience) {
        deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    void send(MinimalHttpClient client) throws IOException {
        pulse.watch(this);
        try {
            response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    int status() {
        return response == null ? 0 : response.getCode();
    }

    public String provider() {
        return provider;
    }

    /** The body as it comes in. */
    public InputStream body() throws IOException {
        HttpEntity entity = response == null ? null : response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** The whole body; its connection can be used again afterwards. */
    public byte[] readAll() throws IOException {
        byte[] all = body().readNBytes(MAX_REPLY_BYTES + 1);
        if (all.length > MAX_REPLY_BYTES) {
            throw new IOException("The reply is longer than " + MAX_REPLY_BYTES + " bytes");
        }
        leave();
        return all;
    }

    Failure readFailure() throws IOException {
        byte[] body = body().readNBytes(MAX_ERROR_BYTES);
        Header retryAfter = response == null ? null : response.getFirstHeader("Retry-After");
        return FailureReading.ofReply(
                provider, status(), retryAfter == null ? null : retryAfter.getValue(), body);
    }

    /** What this fault of the connection means. */
    public Failure explain(IOException fault) {
        if (overdue) {
            return Failure.of(ErrorType.TIMEOUT, provider + " did not answer in time.");
        }
        // The caller cannot do anything with the details; the operator can.
        LOG.log(Level.DEBUG, "A call to " + provider + " failed.", fault);
        return response == null ? unavailable(" could not be reached.") : explainEarlyEnd();
    }

    /** What it means that the reply ended before the answer did. */
    Failure explainEarlyEnd() {
        return unavailable(" broke off its answer.");
    }

    private Failure unavailable(String how) {
        return Failure.of(ErrorType.PROVIDER_UNAVAILABLE, provider + how);
    }

    /** To be called when the body was read to its end, which has given the connection back. */
    void leave() {
        pulse.leave(this);
    }

    /**
     * Cuts the connection. Closing the response instead would read on to its end, and the provider
     * would go on to produce, and to bill, what nobody reads.
     */
    public void abort() {
        pulse.leave(this);
        request.cancel();
    }

    @Override
    public void look(long nowNanos) {
        if (nowNanos - deadlineNanos > 0) {
            overdue = true;
            abort();
        }
    }
}
