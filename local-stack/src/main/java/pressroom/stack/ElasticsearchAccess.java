package pressroom.stack;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Who may do what at Elasticsearch: its users and roles stand in files that it reads from its config folder. */
record ElasticsearchAccess(Secrets secrets) {
    static final String ADMIN = "admin";
    static final String INDEXER = "search-indexer";
    private static final int HASH_ROUNDS = 10_000;

    private static final String ROLES = """
            search-indexer:
              cluster: [ "monitor" ]
              indices:
                - names: [ "blogs*" ]
                  privileges: [ "read", "write", "create_index", "manage", "view_index_metadata" ]
            """;

    /** File name in the config folder to its text; the salted hashes differ each time. */
    Map<String, String> files() {
        return Map.of(
                "roles.yml",
                ROLES,
                "users",
                userLine(ADMIN) + userLine(INDEXER),
                "users_roles",
                "superuser:%s%nsearch-indexer:%s%n".formatted(ADMIN, INDEXER));
    }

    private String userLine(String user) {
        return user + ":" + hash(secrets.password(Server.ELASTICSEARCH, user)) + "\n";
    }

    /** As Elasticsearch's own tool writes it with the PBKDF2 algorithm. */
    private static String hash(String password) {
        byte[] salt = new byte[32];
        new SecureRandom().nextBytes(salt);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, HASH_ROUNDS, 256))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{PBKDF2}%d$%s$%s".formatted(HASH_ROUNDS, base64.encodeToString(salt), base64.encodeToString(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2", e);
        }
    }
}
