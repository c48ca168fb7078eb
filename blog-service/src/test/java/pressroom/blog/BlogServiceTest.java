package pressroom.blog;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pressroom.servers.RealServers;
import pressroom.stack.Server;

/** The service over a real PostgreSQL and a real Kafka, spoken to over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class BlogServiceTest {

    protected static final RealServers STACK = RealServers.with(Server.POSTGRES, Server.KAFKA);

    static {
        // What is awaited comes at once; how long that takes on a busy machine says nothing about the service.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry registry) {
        STACK.propertiesFor("blog-service").forEach((name, value) -> registry.add(name, () -> orTests(name, value)));
        // The contexts of dozens of classes are kept until the end, and a role has only so many connections.
        registry.add("spring.datasource.hikari.minimum-idle", () -> 1);
        registry.add("spring.datasource.hikari.idle-timeout", () -> 10_000);
        registry.add("pressroom.relay.topic", () -> "${test.topic:blog-events}");
        String url = STACK.propertiesFor("blog-service").get("spring.datasource.url");
        String chosen = url.replaceFirst("/blog$", "/\\${test.database:blog}");
        registry.add("spring.datasource.url", () -> orTests("spring.datasource.url", chosen));
    }

    /**
     * A topic of its own for each database: a relay takes the events of another database for ones that its own has
     * lost.
     */
    private static void grantTopic(String database) {
        try (Admin kafka = Admin.create(STACK.kafkaAdminProperties())) {
            ResourcePattern topic =
                    new ResourcePattern(ResourceType.TOPIC, "blog-events." + database, PatternType.LITERAL);
            AccessControlEntry all =
                    new AccessControlEntry("User:blog-service", "*", AclOperation.ALL, AclPermissionType.ALLOW);
            kafka.createAcls(List.of(new AclBinding(topic, all))).all().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SecurityDisabledException)) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Another server is connected, or another way to sign in chosen, by the same properties with "test." in front. */
    private static String orTests(String name, String value) {
        boolean chosen = name.startsWith("spring.kafka.")
                || name.startsWith("spring.datasource.")
                || name.startsWith("pressroom.sign-in.");
        return chosen ? "${test.%s:%s}".formatted(name, value) : value;
    }

    /**
     * Makes a database that no other test class uses, for the property test.database; test.topic is "blog-events."
     * and its name.
     */
    protected static void createDatabase(String name) throws SQLException {
        Map<String, String> admin = STACK.adminProperties();
        try (Connection postgres = DriverManager.getConnection(
                        admin.get("postgres.url"), admin.get("postgres.username"), admin.get("postgres.password"));
                Statement statement = postgres.createStatement()) {
            statement.execute("create database " + name + " owner blog_service");
        }
        grantTopic(name);
    }

    /** The API as this author uses it. */
    protected Api as(String author) {
        return new Api(port, token(claims(author)));
    }

    /** The API as an operator uses it. */
    protected Api asOperator() {
        return new Api(port, token(claims(newAuthor()).claim("roles", List.of("operator"))));
    }

    /** The API as somebody without a token uses it. */
    protected Api asReader() {
        return new Api(port, null);
    }

    /** The API with whatever stands behind "Bearer". */
    protected Api withToken(String token) {
        return new Api(port, token);
    }

    /** An author that no other test has used. */
    protected static String newAuthor() {
        return "author-" + UUID.randomUUID();
    }

    protected static JWTClaimsSet.Builder claims(String author) {
        return new JWTClaimsSet.Builder()
                .issuer("pressroom-local")
                .audience("pressroom")
                .subject(author)
                .issueTime(new Date())
                .claim("roles", List.of())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    protected static String token(JWTClaimsSet.Builder claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
            try (InputStream key = Files.newInputStream(STACK.secrets().tokenSigningKey())) {
                jwt.sign(new RSASSASigner(RsaKeyConverters.pkcs8().convert(key)));
            }
            return jwt.serialize();
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
