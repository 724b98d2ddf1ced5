package dev.turnpike.web.page;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.Member;

/**
 * The person who is looking at a page, after signing in.
 *
 * @param isOperator whether the person runs this installation, as Keycloak said at the sign-in
 */
public record Visitor(Member member, boolean isOperator) {

    public AccountId account() {
        return member.account();
    }

    /** What to call the person: the name, or the e-mail address when there is none. */
    public String name() {
        return member.name().isBlank() ? member.email() : member.name();
    }
}
