package dev.turnpike.api.stream;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reply to one request. */
public final class HttpOutlet implements Outlet {

    private static final String GENERATION_HEADER = "X-Generation-Id";

    private final HttpServletResponse response;
    private final Pulse pulse;
    private @Nullable GenerationId charged;

    public HttpOutlet(HttpServletResponse response, Pulse pulse) {
        this.response = response;
        this.pulse = pulse;
    }

    @Override
    public void refuse(@Nullable GenerationId id, ApiError error) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        name(charged == null ? id : charged);
        told(error).writeTo(response);
    }

    @Override
    public ApiError told(ApiError fault) {
        return charged == null ? fault : lost(fault.type(), charged);
    }

    /** A client that repeats this by itself would pay twice. */
    private static ApiError lost(ErrorType type, GenerationId charged) {
        return ApiError.of(
                        type,
                        "This call was answered, but the answer got lost here, and it may be charged:"
                                + " GET /api/v1/generation?id=%s tells.".formatted(charged))
                .withHeader("x-should-retry", "false");
    }

    @Override
    public void whole(GenerationId id, byte[] json) throws IOException {
        name(id);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(Json.MEDIA_TYPE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    @Override
    public EventStream begin(GenerationId id, Runnable whenGone) throws IOException {
        name(id);
        return EventStream.begin(response, pulse, whenGone);
    }

    @Override
    public void keep(GenerationId id, byte[]... last) {
        charged = id;
    }

    @Override
    public void cutOff(GenerationId id) {
        charged = id;
    }

    /** Says that this is the answer of an earlier request. */
    public void markReplayed() {
        response.setHeader("Idempotent-Replayed", "true");
    }

    private void name(@Nullable GenerationId id) {
        if (id != null) {
            response.setHeader(GENERATION_HEADER, id.toString());
        }
    }
}
