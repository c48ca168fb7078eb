package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** docs/deploy.md tells every setting there is, with its default. */
class SettingsTableTest {

    private static final Path HOME = Path.of("..");
    private static final List<String> MODULES =
            List.of("service-base", "event-consumer", "blog-service", "counter-consumer", "search-indexer");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|([^|]*)\\|[^|]*\\|[^|]+\\|$");
    private static final Pattern COMPOSE_VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");

    /** Name to default. */
    private static Map<String, String> table;

    @BeforeAll
    static void readTheTable() throws IOException {
        table = ROW.matcher(Files.readString(HOME.resolve("docs/deploy.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).strip(), (first, second) -> first));
    }

    @Test
    void everySettingOfOursIsToldWithItsDefault() throws Exception {
        for (Class<?> settings : settings()) {
            var prefix = settings.getAnnotation(ConfigurationProperties.class).value();
            for (RecordComponent component : settings.getRecordComponents()) {
                var name = prefix + "."
                        + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                assertThat(table).as(settings.getSimpleName()).containsKey(name);
                var byDefault = component.getAnnotation(DefaultValue.class);
                if (byDefault != null) {
                    assertThat(table.get(name)).as(name).startsWith(String.join(",", byDefault.value()));
                }
            }
        }
    }

    @Test
    void everyVariableOfComposeIsTold() throws IOException {
        var variables = COMPOSE_VARIABLE
                .matcher(Files.readString(HOME.resolve("docker-compose.yml")))
                .results()
                .map(variable -> variable.group(1))
                .toList();

        assertThat(table.keySet()).containsAll(variables);
        assertThat(variables).isNotEmpty();
    }

    private static List<Class<?>> settings() throws Exception {
        var compiled = MODULES.stream()
                .map(module -> HOME.resolve(module).resolve("target").resolve("classes"))
                .toList();
        var loader =
                new URLClassLoader(compiled.stream().map(SettingsTableTest::url).toArray(URL[]::new));
        var names = new ClassFileImporter()
                .importPaths(compiled).stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(names).hasSizeGreaterThan(5);
        Stream.Builder<Class<?>> found = Stream.builder();
        for (String name : names) {
            found.add(Class.forName(name, false, loader));
        }
        return found.build().toList();
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
