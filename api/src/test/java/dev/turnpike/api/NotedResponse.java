package dev.turnpike.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes down a reply, for a caller who may leave after some bytes. */
public final class NotedResponse {

    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int patience;
    private volatile int status;

    public NotedResponse() {
        this(Integer.MAX_VALUE);
    }

    public NotedResponse(int patience) {
        this.patience = patience;
    }

    public HttpServletResponse servletResponse() {
        return (HttpServletResponse)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HttpServletResponse.class},
                        (_, method, arguments) -> called(method.getName(), arguments));
    }

    private @Nullable Object called(String method, Object @Nullable [] arguments) {
        switch (method) {
            case "setStatus" -> status = (Integer) argument(arguments, 0);
            case "setHeader" ->
                    headers.put((String) argument(arguments, 0), (String) argument(arguments, 1));
            case "isCommitted" -> {
                return false;
            }
            case "containsHeader" -> {
                return headers.containsKey((String) argument(arguments, 0));
            }
            case "getOutputStream" -> {
                return new Out();
            }
            default -> {}
        }
        return null;
    }

    private static Object argument(Object @Nullable [] arguments, int index) {
        if (arguments == null) {
            throw new IllegalArgumentException("No argument " + index);
        }
        return arguments[index];
    }

    public int status() {
        return status;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String body() {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private final class Out extends ServletOutputStream {

        @Override
        public void write(int one) throws IOException {
            synchronized (bytes) {
                if (bytes.size() >= patience) {
                    throw new IOException("Broken pipe");
                }
                bytes.write(one);
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
