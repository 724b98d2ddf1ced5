package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.billing.pricing.MarkupSubject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of a change of a markup. */
@Entity
@Immutable
@Table(name = "markup_change")
class MarkupChangeEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "markup_change_id")
    private @Nullable Long id;

    @Enumerated(EnumType.STRING)
    private MarkupSubject.Scope scope;

    private String name;

    @Column(name = "basis_points")
    private @Nullable Integer basisPoints;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected MarkupChangeEntity() {}

    MarkupChangeEntity(MarkupChange change) {
        Markup markup = change.markup();
        scope = change.subject().scope();
        name = change.subject().name();
        basisPoints = markup == null ? null : markup.basisPoints();
        changedAt = change.at();
        changedBy = change.by();
    }

    MarkupChange toChange() {
        return new MarkupChange(
                new MarkupSubject(scope, name),
                basisPoints == null ? null : new Markup(basisPoints),
                changedAt,
                changedBy);
    }
}
