package pressroom.rivals.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ConnectFilesTest {
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("spring.kafka.bootstrap-servers", "127.0.0.1:19092")
            .withProperty("spring.kafka.properties.security.protocol", "SASL_PLAINTEXT")
            .withProperty("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-256")
            .withProperty("spring.kafka.properties.sasl.jaas.config", "Scram required username=\"a\" password=\"b\";")
            .withProperty("spring.datasource.username", "somebody")
            .withProperty("spring.datasource.password", "secret")
            .withProperty("server.port", "8090")
            .withProperty("database.host", "127.0.0.1")
            .withProperty("database.port", "15432")
            .withProperty("database.name", "blog")
            .withProperty("rivals.topic", "blog-events")
            .withProperty("rivals.connect.home", "target")
            .withProperty("rivals.connect.snapshot", "no_data");

    @Test
    void nothingIsLeftOpen() throws IOException {
        ConnectFiles files = ConnectFiles.write(environment);
        assertThat(Files.readString(files.worker())).doesNotContain("${", "@folder@");
        assertThat(Files.readString(files.connector())).doesNotContain("${");
    }

    @Test
    void secretsAreReadByNobodyElse() throws IOException {
        Path folder = ConnectFiles.write(environment).connector().getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aLoginKeepsItsQuotes() throws IOException {
        Properties worker = new Properties();
        try (Reader reader =
                Files.newBufferedReader(ConnectFiles.write(environment).worker())) {
            worker.load(reader);
        }
        assertThat(worker).containsEntry("sasl.jaas.config", "Scram required username=\"a\" password=\"b\";");
    }

    @Test
    void aMissingValueIsNamed() {
        environment.setProperty("rivals.topic", "${topic.of.somebody.else}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectFiles.write(environment))
                .withMessageContaining("topic.of.somebody.else");
    }
}
