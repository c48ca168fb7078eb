package pressroom.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.Status;

record ServerPart(LocalStack stack, Server server) implements Part {

    @Override
    public String name() {
        return server.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public void start(Consumer<String> progress) {
        stack.start(server, progress);
    }

    @Override
    public void stop() {
        stack.stop(server);
    }

    @Override
    public void kill() {
        stack.kill(server);
    }

    @Override
    public Status status() {
        return stack.status(server);
    }

    @Override
    public Path log() {
        return stack.log(server);
    }
}
