package pressroom.blog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import pressroom.web.PeerAddress;

/** The other end of the connection decides, and a proxy's word only if it is trusted to tell. */
class LocalCallersTest {

    private static final String PROXY = "172.31.77.2";
    private static final String GATEWAY = "172.31.77.1";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1,localhost,true",
        "127.0.0.2,127.0.0.2,127.0.0.1,true",
        "0:0:0:0:0:0:0:1,0:0:0:0:0:0:0:1,[::1],true",
        // The network's side of this machine, or of another one.
        "192.168.1.7,192.168.1.7,localhost,false",
        "203.0.113.7,203.0.113.7,127.0.0.1,false",
        // A name of somebody else's that leads here.
        "127.0.0.1,127.0.0.1,evil.example,false",
        // What a peer says of the client counts only if the peer is the known proxy.
        "203.0.113.7,127.0.0.1,localhost,false",
        "127.0.0.1,127.0.0.9,localhost,false",
        "172.31.77.2,172.31.77.1,localhost,true",
        "172.31.77.2,127.0.0.1,localhost,true",
        "172.31.77.2,203.0.113.7,localhost,false",
        "172.31.77.2,172.31.77.130,localhost,false",
        "172.31.77.2,172.31.77.2,localhost,false",
        "172.31.77.130,172.31.77.1,localhost,false",
        "172.31.77.2,172.31.77.1,evil.example,false"
    })
    void onlyThisMachineIsLocal(String peer, String client, String host, boolean local) {
        LocalCallers callers = new LocalCallers(new SignInSettings(
                null, null, null, null, null, List.of(), Duration.ofHours(12), List.of(PROXY), List.of(GATEWAY)));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/sign-in");
        request.setAttribute(PeerAddress.class.getName(), peer);
        request.setRemoteAddr(client);
        request.setServerName(host);

        assertThat(callers.isLocal(request)).isEqualTo(local);
    }
}
