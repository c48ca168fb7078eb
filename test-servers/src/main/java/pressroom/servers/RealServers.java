package pressroom.servers;

import java.util.Map;
import java.util.function.Consumer;
import pressroom.stack.Secrets;
import pressroom.stack.Server;

/**
 * The servers of one JVM's tests, started once however many test classes ask, and gone when the JVM is gone: containers if
 * a Docker API answers, else processes of the local stack. {@code -Dpressroom.servers=containers} or {@code =local} decides
 * instead. Users, passwords, rights and databases are the same in both.
 */
public interface RealServers {

    /** The servers of this JVM's tests, with at least the given ones running. */
    static RealServers with(Server... servers) {
        return ChosenServers.with(servers);
    }

    /**
     * Starts the server unless it runs, where it was before and with what it had stored, and waits until it answers.
     *
     * @param progress gets a few words at each step
     */
    void start(Server server, Consumer<String> progress);

    /** Ends the server in good order. */
    void stop(Server server);

    /** Ends the server at once, as a power cut would (SIGKILL). */
    void kill(Server server);

    /** See {@link pressroom.stack.LocalStack#propertiesFor}. */
    Map<String, String> propertiesFor(String service);

    /** See {@link pressroom.stack.LocalStack#adminProperties}. */
    Map<String, String> adminProperties();

    /** What a Kafka client needs to be the super user. */
    Map<String, Object> kafkaAdminProperties();

    /** The passwords and keys of these servers. */
    Secrets secrets();
}
