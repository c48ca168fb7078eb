package pressroom.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What runs though this command line did not start it: in a container, as a rule. */
final class Elsewhere {

    static final String HINT = "not one of our processes: docker compose ps";

    private static final int TIMEOUT_MILLIS = 1_000;

    private Elsewhere() {}

    /** Whether somebody listens on the part's port though it is no process of ours. */
    static boolean runs(Part part) {
        return !part.status().isRunning() && answers(part.status().port());
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
