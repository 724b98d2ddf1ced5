package dev.turnpike.persistence.fast;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Finds the server's data source whose connections take part in no transaction. */
@Singleton
final class FastDatabaseLookup {

    // Not shareable: a shared one would stay with its request until that ends, streams included.
    @Resource(lookup = "jdbc/turnpike-fast", shareable = false)
    private DataSource dataSource;

    @SuppressWarnings("NullAway.Init") // The container fills the field before anyone gets the bean.
    FastDatabaseLookup() {}

    @Produces
    @Singleton
    FastDatabase fastDatabase() {
        return new FastDatabase(dataSource);
    }
}
