package pressroom.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import pressroom.stack.ServiceProcess;
import pressroom.stack.Status;

record ServicePart(Service service, ServiceProcess process) implements Part {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public List<String> needs() {
        return service.needs();
    }

    @Override
    public void start(Consumer<String> progress) {
        progress.accept("starting");
        process.start();
        process.awaitReady(PATIENCE);
        progress.accept("ready at " + process.url());
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public Status status() {
        return process.status();
    }

    @Override
    public Path log() {
        return process.log();
    }
}
