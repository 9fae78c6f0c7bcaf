package cn.zhibu.gateway.session;

import java.time.Duration;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mongodb.spring.session.JdkMongoSessionConverter;
import org.mongodb.spring.session.MongoSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;

/**
 * How a session is stored: its contents sealed, its times in the clear, and two keyed traces (of the provider's session
 * and user) by which a logout from the provider's side finds it.
 */
final class SealedSessionConverter extends JdkMongoSessionConverter {

    static final String PROVIDER_SESSION = "sid";
    static final String PROVIDER_USER = "sub";

    private final SessionKeys keys;

    SealedSessionConverter(SessionKeys keys, Duration idle) {
        this(keys, new SessionSeal(keys.contents()), idle);
    }

    private SealedSessionConverter(SessionKeys keys, SessionSeal seal, Duration idle) {
        super(seal::seal, seal::open, idle);
        this.keys = keys;
        setIndexResolver(session -> Map.of());
    }

    @Override
    protected Document convert(MongoSession session) {
        var document = super.convert(session);
        var user = userOf(session);
        if (user != null) {
            trace(document, PROVIDER_SESSION, user.getClaimAsString("sid"));
            trace(document, PROVIDER_USER, user.getSubject());
        }
        return document;
    }

    private void trace(Document document, String field, @Nullable String value) {
        if (value != null) {
            document.put(field, keys.trace(value));
        }
    }

    Document toDocument(MongoSession session) {
        return convert(session);
    }

    private static @Nullable OidcUser userOf(MongoSession session) {
        SecurityContext context = session.getAttribute(
                WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME);
        if (context == null || context.getAuthentication() == null) {
            return null;
        }
        return context.getAuthentication().getPrincipal() instanceof OidcUser user ? user : null;
    }
}
