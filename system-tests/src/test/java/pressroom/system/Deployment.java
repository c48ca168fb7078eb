package pressroom.system;

import java.nio.file.Path;

/** How the platform runs: its parts are {@code postgres}, {@code kafka}, {@code elasticsearch} and the three services. */
interface Deployment {

    /** Returns when everything is ready. */
    void start();

    /** SIGKILL. */
    void kill(String part);

    /** Starts what was killed or stopped, and returns when it is ready. */
    void restart(String part);

    /** Ends everything. */
    void stop();

    /** Where the service answers. */
    String url(String service);

    /** The private key that signs authors' tokens. */
    Path signingKey();
}
