package pressroom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path state;

    @Test
    void thePublicKeyVerifiesWhatThePrivateKeySigned() throws Exception {
        Secrets secrets = secrets();
        KeyFactory keys = KeyFactory.getInstance("RSA");
        Signature signature = Signature.getInstance("SHA256withRSA");

        signature.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(der(secrets.tokenSigningKey()))));
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(keys.generatePublic(new X509EncodedKeySpec(der(secrets.tokenVerificationKey()))));
        signature.update((byte) 1);

        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void onlyTheOwnerMayReadThem() throws Exception {
        secrets().tokenVerificationKey();
        secrets().password(Server.KAFKA, "admin");

        try (Stream<Path> all = Files.walk(state.resolve("secrets"))) {
            assertThat(all).hasSize(5).allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void allWhoAskAtTheSameTimeGetTheSamePassword() {
        Set<String> answers = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 50)
                .parallel()
                .forEach(i -> answers.add(secrets().password(Server.POSTGRES, "blog_service")));

        assertThat(answers).singleElement().asString().hasSize(32);
    }

    private Secrets secrets() {
        return new Secrets(state.resolve("secrets"));
    }

    private static byte[] der(Path pem) throws Exception {
        return Base64.getDecoder().decode(Files.readString(pem).replaceAll("-----[^-]+-----|\\s", ""));
    }
}
