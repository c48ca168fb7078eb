package pressroom.servers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import pressroom.stack.LocalStack;
import pressroom.stack.Secrets;
import pressroom.stack.Server;

/** Containers in the place of a local stack's processes, with its ports, passwords, users and rights. */
final class ContainerServers implements RealServers {

    private final LocalStack stack;
    private final Map<Server, ServerContainer> containers = new ConcurrentHashMap<>();

    ContainerServers(LocalStack stack) {
        this.stack = stack;
    }

    @Override
    public void start(Server server, Consumer<String> progress) {
        var container = container(server);
        if (!container.isRunning()) {
            progress.accept("starting");
            container.start();
            progress.accept("users and rights");
            stack.setUp(server);
        }
    }

    @Override
    public void stop(Server server) {
        container(server).stop();
    }

    @Override
    public void kill(Server server) {
        container(server).kill();
    }

    @Override
    public Map<String, String> propertiesFor(String service) {
        return stack.propertiesFor(service);
    }

    @Override
    public Map<String, String> adminProperties() {
        return stack.adminProperties();
    }

    @Override
    public Map<String, Object> kafkaAdminProperties() {
        return stack.kafkaAdminProperties();
    }

    @Override
    public Secrets secrets() {
        return stack.secrets();
    }

    /** For when one of them could not be had. */
    void removeAll() {
        containers.values().forEach(ServerContainer::remove);
    }

    private ServerContainer container(Server server) {
        return containers.computeIfAbsent(server, which -> new ServerContainer(which, stack));
    }
}
