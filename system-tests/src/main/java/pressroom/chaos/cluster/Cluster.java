package pressroom.chaos.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import pressroom.chaos.proxy.Link;
import pressroom.stack.LocalStack;
import pressroom.stack.Ports;
import pressroom.stack.Server;
import pressroom.stack.Tokens;

/**
 * The system under test: the three servers, two instances of each service, and a breakable link from each service to each
 * of its servers. Nothing but what is started here is ever signalled.
 */
public final class Cluster implements AutoCloseable {
    private static final int INSTANCES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final LocalStack stack;
    private final Links links;
    private final List<Instance> instances = new ArrayList<>();
    private final Keeper keeper;

    private Cluster(LocalStack stack, Links links) {
        this.stack = stack;
        this.links = links;
        for (Role role : Role.values()) {
            for (int number = 1; number <= INSTANCES; number++) {
                String blogService = instances.isEmpty() ? "" : instances.get(0).url();
                instances.add(new Instance(
                        role, number, Ports.onePort(), stack, InstanceProperties.of(role, links, blogService)));
            }
        }
        this.keeper = new Keeper(instances);
    }

    /** Starts everything on free ports, with its state in a folder, and returns when all of it is ready. */
    public static Cluster start(Path state) {
        // Nobody lives for long here: what compiling well would cost is better spent on posts and faults.
        LocalStack stack = LocalStack.at(state, Ports.free()).shortLived();
        Links links = new Links(stack.ports());
        Cluster cluster = new Cluster(stack.withKafkaListeners(links.kafkaListeners()), links);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::killAll));
        CompletableFuture.allOf(List.of(Server.values()).stream()
                        .map(server -> CompletableFuture.runAsync(() -> cluster.stack.start(server, words -> {})))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        cluster.instances.forEach(Instance::start);
        cluster.awaitReady();
        return cluster;
    }

    /** Waits until all instances are ready. */
    public void awaitReady() {
        instances.forEach(instance -> instance.awaitReady(PATIENCE));
    }

    /** The servers. */
    public LocalStack stack() {
        return stack;
    }

    /** Who starts instances again. */
    public Keeper keeper() {
        return keeper;
    }

    /** All instances of all services. */
    public List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** All instances of a service. */
    public List<Instance> instances(Role role) {
        return instances.stream().filter(instance -> instance.role() == role).toList();
    }

    /** One instance of a service, by chance. */
    public Instance any(Role role, Random random) {
        List<Instance> all = instances(role);
        return all.get(random.nextInt(all.size()));
    }

    /** The link between a service and a server. */
    public Link link(Role role, Server server) {
        return links.between(role, server);
    }

    /** Everything that can be mended at once is: links heal, whoever is paused goes on, whoever is down starts. */
    public void heal() {
        links.heal();
        for (Server server : Server.values()) {
            stack.resume(server);
            if (!stack.status(server).isRunning()) {
                stack.start(server, words -> {});
            }
        }
        instances.forEach(Instance::resume);
        instances.stream().filter(instance -> !instance.isWanted()).forEach(Instance::start);
    }

    /** Nobody halts any more: a fault arms all instances of a service, and its others may still wait for their moment. */
    public void disarm() {
        instances.forEach(Instance::disarm);
    }

    /** Mints tokens for authors. */
    public Tokens tokens() {
        return new Tokens(stack.secrets().tokenSigningKey());
    }

    /** Ends everything in good order. */
    @Override
    public void close() {
        keeper.close();
        instances.forEach(Instance::resume);
        instances.forEach(Instance::keepDown);
        Map<Server, CompletableFuture<Void>> stops = new EnumMap<>(Server.class);
        for (Server server : Server.values()) {
            stops.put(server, CompletableFuture.runAsync(() -> stack.stop(server)));
        }
        stops.values().forEach(CompletableFuture::join);
        links.close();
    }

    private void killAll() {
        keeper.close();
        instances.forEach(Instance::keepDown);
        for (Server server : Server.values()) {
            stack.kill(server);
        }
    }
}
