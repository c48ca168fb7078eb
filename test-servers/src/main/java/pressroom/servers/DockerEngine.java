package pressroom.servers;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;
import pressroom.stack.Server;

/** Whether containers can be had on this machine. */
final class DockerEngine {

    private DockerEngine() {}

    /** What is in the way of running these servers as containers, in a few words; null when nothing is. */
    static @Nullable String whyNot(Server... servers) {
        var engine = DockerClientFactory.instance();
        if (!engine.isDockerAvailable()) {
            return "no Docker API answers";
        }
        for (var server : servers) {
            try {
                new RemoteDockerImage(DockerImageName.parse(Images.image(server))).get();
            } catch (RuntimeException offline) {
                return "a Docker API answers, but has no image " + Images.image(server) + " and cannot fetch it";
            }
        }
        return null;
    }
}
