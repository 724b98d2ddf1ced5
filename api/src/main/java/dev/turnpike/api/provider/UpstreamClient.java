package dev.turnpike.api.provider;

import dev.turnpike.api.http.Json;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.billing.catalog.Provider;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to all providers.
 *
 * <p>The minimal client: it follows no redirect, keeps no cookie, repeats nothing by itself and
 * asks for no compression, which would hold events back.
 */
@Singleton
public class UpstreamClient {

    /** Twice the streams that one node is built for. */
    private static final int MAX_CONNECTIONS_PER_PROVIDER = 4_096;

    private static final int MAX_CONNECTIONS = 8_192;
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    /** Common servers close a silent connection after 60 s or more; we must be the first. */
    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(50);

    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(2);

    private static final ContentType JSON = ContentType.create(Json.MEDIA_TYPE);

    private final MinimalHttpClient client = HttpClients.createMinimal(connections());
    private final UpstreamSettings settings;
    private final Pulse pulse;

    @Inject
    public UpstreamClient(UpstreamSettings settings, Pulse pulse) {
        this.settings = settings;
        this.pulse = pulse;
    }

    /** The reply of a provider, or why there is none. */
    public sealed interface Sent {}

    /** The provider said 200; the body has yet to be read. */
    public record Accepted(UpstreamCall call) implements Sent {}

    /** It did not. */
    public record NotAccepted(Failure failure) implements Sent {}

    public UpstreamSettings settings() {
        return settings;
    }

    /** Sends the request and waits for the status of the reply. */
    public Sent post(Exchange exchange, boolean stream, Duration patience) {
        Provider provider = exchange.offer().provider();
        WireProtocol protocol = exchange.protocol();
        HttpPost request = new HttpPost(URI.create(provider.baseUrl() + protocol.path()));
        protocol.headers(exchange).forEach(request::setHeader);
        request.setHeader("User-Agent", "Turnpike");
        request.setEntity(new ByteArrayEntity(protocol.request(exchange, stream), JSON));
        UpstreamCall call = new UpstreamCall(provider.name(), request, pulse);
        call.allow(patience);
        try {
            call.send(client);
            if (call.status() == 200) {
                return new Accepted(call);
            }
            Failure failure = call.readFailure();
            call.abort();
            return new NotAccepted(failure);
        } catch (IOException e) {
            call.abort();
            return new NotAccepted(call.explain(e));
        }
    }

    private static PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MAX_CONNECTIONS_PER_PROVIDER)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setIdleTimeout(Timeout.of(MAX_IDLE.toDuration()))
                                .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                                .build())
                .build();
    }

    @PreDestroy
    void stop() {
        client.close(CloseMode.IMMEDIATE);
    }
}
