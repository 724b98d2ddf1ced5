package dev.turnpike.persistence.pricelists;

import dev.turnpike.billing.pricelists.KeptList;
import dev.turnpike.billing.pricelists.ListFormat;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of a list; statements change it, not this object. */
@SuppressWarnings("UnusedVariable") // Queries read what this class does not.
@Entity
@Table(name = "price_list")
class PriceListEntity {

    @Id
    @Enumerated(EnumType.STRING)
    private ListFormat format;

    private String place;

    @Column(name = "tried_at")
    private Instant triedAt;

    @Column(name = "next_try_at")
    private Instant nextTryAt;

    private @Nullable String failure;

    private @Nullable String body;

    private @Nullable String etag;

    @Column(name = "sha256")
    private @Nullable String hash;

    @Column(name = "fetched_at")
    private @Nullable Instant fetchedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PriceListEntity() {}

    /** Null while it was never fetched. */
    @Nullable KeptList toKept() {
        return body == null || hash == null || fetchedAt == null
                ? null
                : new KeptList(format, body, etag, hash, fetchedAt);
    }
}
