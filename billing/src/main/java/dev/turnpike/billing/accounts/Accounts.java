package dev.turnpike.billing.accounts;

import dev.turnpike.billing.AcrossAccounts;
import java.util.List;
import java.util.Optional;

/** Keeps tenants and their members. */
public interface Accounts {

    /** The member with this subject at the identity provider. */
    @AcrossAccounts("Sign-in starts from a person; the account is what it finds out")
    Optional<Member> findMember(String subject);

    /**
     * Opens a new account with an empty wallet, a workspace and this person as its owner.
     *
     * <p>Two sign-ins of one new person at the same moment open one account: the second call
     * returns the member that the first one stored.
     */
    @AcrossAccounts("The account comes into being here")
    Member open(Member owner);

    /** The people who may act for the account, the first one first. */
    List<Member> listMembers(AccountId account);
}
