package pressroom.blog.security;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * How a person signs in with a browser: by choosing a name (a local stack only), at an OpenID Connect issuer, or not at all.
 *
 * @param localKey a PEM file with the private key that signs the local stack's tokens; with it anybody may be anybody
 * @param issuer the OpenID Connect issuer's address; it is asked when the first person signs in, not at start
 * @param clientId this service's name at the issuer; its redirect address is {@code <address>/login/oauth2/code/oidc}
 * @param clientSecret this service's password at the issuer
 * @param cookieKey at least 32 characters, secret and the same in all instances: signs the cookie of who has signed in
 * @param scopes what the issuer is asked for; openid
 * @param life how long a person stays signed in; 12 hours
 * @param localProxies addresses or networks of proxies that may bring a choice of name; none. The container must be set to take
 *     over the forwarded address from them
 * @param localAddresses addresses or networks that such a proxy sees this machine under, besides loopback; none
 */
@ConfigurationProperties("pressroom.sign-in")
record SignInSettings(
        @Nullable String localKey,
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String cookieKey,
        @DefaultValue("openid") List<String> scopes,
        @DefaultValue("12h") Duration life,
        @DefaultValue List<String> localProxies,
        @DefaultValue List<String> localAddresses) {

    private static final int KEY_CHARS = 32;

    SignInSettings {
        // An empty variable is how a deployment says that it has none.
        localKey = StringUtils.hasText(localKey) ? localKey : null;
        clientId = StringUtils.hasText(clientId) ? clientId : null;
        boolean oidc = clientId != null;
        Assert.isTrue(
                localKey == null || !oidc,
                "set pressroom.sign-in.local-key or pressroom.sign-in.client-id, not both: with the first anybody may be anybody");
        Assert.isTrue(
                !oidc || (issuer != null && clientSecret != null),
                "pressroom.sign-in.client-id needs pressroom.sign-in.issuer and pressroom.sign-in.client-secret");
        Assert.isTrue(
                !oidc || (cookieKey != null && cookieKey.length() >= KEY_CHARS),
                "pressroom.sign-in.client-id needs pressroom.sign-in.cookie-key: at least " + KEY_CHARS
                        + " random characters, the same for all instances");
    }
}
