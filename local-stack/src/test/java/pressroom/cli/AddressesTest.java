package pressroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {

    @TempDir
    Path state;

    @Test
    void areTheUsualOnesUnlessMoved() {
        var addresses = Addresses.of(state, Map.of("PRESSROOM_BLOG_PORT", "9080"));
        assertThat(addresses.of(Service.BLOG)).isEqualTo(9080);
        assertThat(addresses.uri(Service.SEARCH)).hasToString("http://127.0.0.1:8082");
        assertThat(addresses.ofServers().postgres()).isEqualTo(15432);
    }

    @Test
    void areRememberedForLaterCommands() {
        Addresses.of(state, Map.of("PRESSROOM_BLOG_PORT", "9080", "PRESSROOM_POSTGRES_PORT", "9432", "HOME", "/"))
                .remember(state);
        var later = Addresses.of(state, Map.of("PRESSROOM_POSTGRES_PORT", "9433"));
        assertThat(later.of(Service.BLOG)).isEqualTo(9080);
        assertThat(later.ofServers().postgres()).isEqualTo(9433);
        assertThat(Addresses.areRememberedIn(state)).isTrue();
    }

    @Test
    void refuseWhatIsNoPort() {
        for (var wrong : new String[] {"80a", "0", "70000"}) {
            assertThatThrownBy(() -> Addresses.of(state, Map.of("PRESSROOM_BLOG_PORT", wrong))
                            .of(Service.BLOG))
                    .hasMessage("PRESSROOM_BLOG_PORT is no port number: " + wrong);
        }
    }
}
