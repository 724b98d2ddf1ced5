package dev.turnpike.web.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Accounts;
import dev.turnpike.billing.accounts.Member;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.Workspaces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Knows everything of an account that can be bounded, the widest first. */
@Singleton
public class LimitTargets {

    private final Accounts accounts;
    private final Workspaces workspaces;
    private final ApiKeys keys;

    @Inject
    public LimitTargets(Accounts accounts, Workspaces workspaces, ApiKeys keys) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.keys = keys;
    }

    List<LimitTarget> list(AccountId account) {
        List<LimitTarget> targets = new ArrayList<>();
        targets.add(LimitTarget.of(LimitScope.ACCOUNT, account.value(), "The whole account"));
        for (Workspace each : workspaces.list(account)) {
            targets.add(
                    LimitTarget.of(
                            LimitScope.WORKSPACE,
                            each.id().value(),
                            "Workspace “" + each.name() + "”"));
        }
        for (Member each : accounts.listMembers(account)) {
            String name = each.name().isBlank() ? each.email() : each.name();
            targets.add(LimitTarget.of(LimitScope.MEMBER, each.id().value(), "Member " + name));
        }
        for (ApiKey each : keys.list(account)) {
            if (each.revokedAt() == null) {
                targets.add(
                        LimitTarget.of(
                                LimitScope.KEY,
                                each.id().value(),
                                "Key “" + each.name() + "” (" + each.label() + ")"));
            }
        }
        return targets;
    }
}
