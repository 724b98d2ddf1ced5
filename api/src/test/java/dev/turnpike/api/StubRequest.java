package dev.turnpike.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with some headers, each given so many times, and a body; or with a method alone. */
public final class StubRequest {

    public static final String ADDRESS = "/api/v1/somewhere";

    private final String method;
    private final Map<String, List<String>> headers;
    private final long length;
    private final InputStream body;

    private StubRequest(
            String method, Map<String, List<String>> headers, long length, InputStream body) {
        this.method = method;
        this.headers = headers;
        this.length = length;
        this.body = body;
    }

    public static HttpServletRequest withMethod(String method) {
        return new StubRequest(method, Map.of(), -1, InputStream.nullInputStream())
                .servletRequest();
    }

    public static HttpServletRequest withHeader(String name, String... values) {
        return withHeaders(Map.of(name, List.of(values)));
    }

    public static HttpServletRequest withHeaders(Map<String, List<String>> headers) {
        return new StubRequest("POST", headers, -1, InputStream.nullInputStream()).servletRequest();
    }

    /** Whose body is said to be so long; -1 when nothing is said. */
    public static HttpServletRequest withBody(long length, InputStream body) {
        return new StubRequest("POST", Map.of(), length, body).servletRequest();
    }

    private HttpServletRequest servletRequest() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (_, called, arguments) -> called(called.getName(), arguments));
    }

    private @Nullable Object called(String name, Object @Nullable [] arguments) {
        return switch (name) {
            case "getHeader" ->
                    valuesOf(arguments).isEmpty() ? null : valuesOf(arguments).getFirst();
            case "getHeaders" -> Collections.enumeration(valuesOf(arguments));
            case "getMethod" -> method;
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getRequestURI" -> ADDRESS;
            case "getContentLengthLong" -> length;
            case "getInputStream" -> new In();
            default -> throw new UnsupportedOperationException(name);
        };
    }

    private List<String> valuesOf(Object @Nullable [] arguments) {
        return arguments == null
                ? List.of()
                : headers.getOrDefault((String) arguments[0], List.of());
    }

    private final class In extends ServletInputStream {

        @Override
        public int read() throws IOException {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return body.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
