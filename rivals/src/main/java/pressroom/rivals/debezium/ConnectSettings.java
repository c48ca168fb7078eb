package pressroom.rivals.debezium;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the Connect worker is run.
 *
 * @param home where the build has laid out Connect and its plugins: rivals/connect/target in the project's folder
 * @param jvm the arguments of its JVM
 */
@ConfigurationProperties("rivals.connect")
record ConnectSettings(Path home, List<String> jvm) {

    ConnectSettings {
        jvm = List.copyOf(jvm);
    }

    Path libraries() {
        return home.resolve("libs");
    }
}
