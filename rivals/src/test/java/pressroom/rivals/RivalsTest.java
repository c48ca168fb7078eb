package pressroom.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;

class RivalsTest {

    @ParameterizedTest
    @MethodSource("pressroom.rivals.Rivals#names")
    void everyRivalHasSettingsOfItsOwn(String rival) {
        try (ConfigurableApplicationContext context = settingsOf(rival)) {
            assertThat(context.getEnvironment().getProperty("spring.application.name"))
                    .isEqualTo("rival-" + rival);
        }
    }

    @ParameterizedTest
    @MethodSource("pressroom.rivals.Rivals#names")
    void onlyTheModulithRelayRunsModulith(String rival) {
        try (ConfigurableApplicationContext context = settingsOf(rival)) {
            String[] excluded = Binder.get(context.getEnvironment())
                    .bind("spring.autoconfigure.exclude", String[].class)
                    .get();
            assertThat(excluded)
                    .filteredOn(name -> name.contains("modulith"))
                    .hasSize(rival.equals("relay-modulith") ? 0 : 9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"counter-record", "counter-batch", "indexer-record", "indexer-bulk"})
    void consumersReadFromTheBeginning(String rival) {
        try (ConfigurableApplicationContext context = settingsOf(rival)) {
            assertThat(context.getEnvironment().getProperty("spring.kafka.consumer.auto-offset-reset"))
                    .isEqualTo("earliest");
        }
    }

    private static ConfigurableApplicationContext settingsOf(String rival) {
        return new SpringApplicationBuilder(Nothing.class)
                .profiles(rival)
                .web(WebApplicationType.NONE)
                .run();
    }

    /** A program without anything but its settings. */
    static final class Nothing {}
}
