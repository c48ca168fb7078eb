package pressroom.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/**
 * The passwords and the token key pair of one local stack: made when first asked for, kept in files that only their owner
 * may read, the same from then on.
 */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    /** 24 random bytes are 32 letters, digits, - and _: nothing that a file format or a shell has to escape. */
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** RSA 2048 private key that signs tokens, PEM, PKCS#8. */
    public Path tokenSigningKey() {
        PosixFiles.privateFolder(folder);
        Path file = folder.resolve("tokens.key");
        if (!Files.exists(file)) {
            PosixFiles.writeOnce(
                    file, pem("PRIVATE KEY", newKeyPair().getPrivate().getEncoded()));
        }
        return file;
    }

    /** RSA 2048 public key that verifies tokens, PEM, SPKI. */
    public Path tokenVerificationKey() {
        Path file = folder.resolve("tokens.pub");
        if (!Files.exists(file)) {
            PosixFiles.writeOnce(file, pem("PUBLIC KEY", publicHalfOf(tokenSigningKey())));
        }
        return file;
    }

    /**
     * The password of a user of a server.
     *
     * @param user for example {@code postgres} at PostgreSQL, {@code admin} at Kafka and Elasticsearch, or a service's user
     */
    public String password(Server server, String user) {
        Path file = PosixFiles.privateFolder(folder.resolve("passwords")).resolve(server.id() + "-" + user);
        if (!Files.exists(file)) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            RANDOM.nextBytes(bytes);
            PosixFiles.writeOnce(file, Base64.getUrlEncoder().encodeToString(bytes));
        }
        return PosixFiles.read(file);
    }

    /** A folder with one file per property, its name the property's: what Spring calls a config tree. */
    Path configTree(String service, Map<String, String> properties) {
        Path tree = PosixFiles.privateFolder(folder.resolve(service));
        properties.forEach((name, value) -> PosixFiles.writeIfOther(tree.resolve(name), value));
        return tree;
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    private static byte[] publicHalfOf(Path privateKey) {
        String base64 = PosixFiles.read(privateKey).replaceAll("-----[^-]+-----|\\s", "");
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            var both = (RSAPrivateCrtKey) keys.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            return keys.generatePublic(new RSAPublicKeySpec(both.getModulus(), both.getPublicExponent()))
                    .getEncoded();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StackException(privateKey + " is no PKCS#8 RSA key: remove it and its .pub to get new ones", e);
        }
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, LINES.encodeToString(der), type);
    }
}
