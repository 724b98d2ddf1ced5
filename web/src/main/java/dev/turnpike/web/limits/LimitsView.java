package dev.turnpike.web.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.workspaces.Workspaces;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Puts the page together that shows limits and workspaces, with the forms as they stand. */
@Singleton
public class LimitsView {

    private final Visitors visitors;
    private final SpendingLimits limits;
    private final Workspaces workspaces;
    private final LimitTargets targets;
    private final InstantSource clock;

    @Inject
    public LimitsView(
            Visitors visitors,
            SpendingLimits limits,
            Workspaces workspaces,
            LimitTargets targets,
            InstantSource clock) {
        this.visitors = visitors;
        this.limits = limits;
        this.workspaces = workspaces;
        this.targets = targets;
        this.clock = clock;
    }

    Page page(LimitForm form, WorkspaceForm workspace) {
        AccountId account = visitors.getVisitor().account();
        List<LimitTarget> offered = targets.list(account);
        List<String> known = offered.stream().map(LimitTarget::code).toList();
        List<LimitRow> rows =
                limits.list(account, clock.instant()).stream()
                        .map(LimitRow::of)
                        // Those of revoked keys bound nothing.
                        .filter(row -> known.contains(row.target()))
                        .toList();
        return Page.of("limits/list", "Limits", Section.LIMITS)
                .with("limits", rows)
                .with("targets", offered)
                .with("form", form)
                .with("workspaces", workspaces.list(account))
                .with("workspace", workspace);
    }
}
