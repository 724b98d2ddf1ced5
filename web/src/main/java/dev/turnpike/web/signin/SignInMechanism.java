package dev.turnpike.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;

/** Sends people to Keycloak to sign in, and takes their word from it. */
@ApplicationScoped
@OpenIdAuthenticationMechanismDefinition(
        providerURI = "${signInSettings.issuer}",
        clientId = "${signInSettings.clientId}",
        clientSecret = "${signInSettings.clientSecret}",
        redirectURI = "${signInSettings.callback}",
        redirectToOriginalResource = false,
        scope = {"openid", "email", "profile"},
        extraParametersExpression = "#{signInSettings.extraParameters}",
        claimsDefinition = @ClaimsDefinition(callerNameClaim = "sub"))
public class SignInMechanism {}
