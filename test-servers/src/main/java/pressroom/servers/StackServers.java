package pressroom.servers;

import java.util.Map;
import java.util.function.Consumer;
import pressroom.stack.LocalStack;
import pressroom.stack.Secrets;
import pressroom.stack.Server;

/** Processes of this machine. */
record StackServers(LocalStack stack) implements RealServers {

    @Override
    public void start(Server server, Consumer<String> progress) {
        stack.start(server, progress);
    }

    @Override
    public void stop(Server server) {
        stack.stop(server);
    }

    @Override
    public void kill(Server server) {
        stack.kill(server);
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
}
