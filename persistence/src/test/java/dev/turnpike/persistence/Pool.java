package dev.turnpike.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;

/** A fixed set of connections that are handed from user to user as they are left. */
public final class Pool implements AutoCloseable {

    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> free = new LinkedBlockingQueue<>();

    public Pool(DataSource source, int size) throws SQLException {
        for (int i = 0; i < size; i++) {
            Connection connection = source.getConnection();
            all.add(connection);
            free.add(connection);
        }
    }

    /** The pool as a data source; closing its connections gives them back. */
    public DataSource dataSource() {
        return proxy(
                DataSource.class,
                (method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return lend(free.take());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private Connection lend(Connection connection) {
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    if (method.getName().equals("close")) {
                        free.add(connection);
                        return null;
                    }
                    return method.invoke(connection, arguments);
                });
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : all) {
            connection.close();
        }
    }

    /** What a proxy does with a call. */
    private interface Answer {
        @org.jspecify.annotations.Nullable
        Object to(Method method, Object[] arguments)
                throws ReflectiveOperationException, InterruptedException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        Object made =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return answer.to(method, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
        return type.cast(made);
    }
}
