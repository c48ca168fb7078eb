package pressroom.rivals.debezium;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * The worker's and the connector's configuration: the templates of this program with the values of the environment, in a new
 * folder that only this user may read, where the worker also keeps its offsets. A new run so begins anew.
 *
 * @param worker of the worker
 * @param connector of the connector
 */
record ConnectFiles(Path worker, Path connector) {

    static ConnectFiles write(Environment environment) throws IOException {
        Path folder = Files.createTempDirectory("rival-connect");
        return new ConnectFiles(
                write("connect-worker.properties", folder, environment),
                write("connect-outbox.properties", folder, environment));
    }

    private static Path write(String name, Path folder, Environment environment) throws IOException {
        String template = new ClassPathResource(name).getContentAsString(UTF_8);
        String text = environment.resolveRequiredPlaceholders(template.replace("@folder@", folder.toString()));
        return Files.writeString(folder.resolve(name), text);
    }
}
