package pressroom.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pressroom.stack.LocalStack;
import pressroom.stack.Server;
import pressroom.stack.ServiceProcess;

/**
 * All processes of one system.
 *
 * @param services the blog service first: it creates the topic that the others read
 */
record Parts(List<Part> servers, List<Part> services) {

    static Parts of(LocalStack stack, Addresses addresses) {
        var servers = Stream.of(Server.values()).<Part>map(server -> new ServerPart(stack, server));
        var services = Stream.of(Service.values())
                .<Part>map(service -> new ServicePart(
                        service,
                        ServiceProcess.of(stack, service.id())
                                .withPort(addresses.of(service))
                                .withProperties(neighbours(service, addresses))));
        return new Parts(servers.toList(), services.toList());
    }

    /** The blog service shows what others know, and they compare themselves with it. */
    private static Map<String, String> neighbours(Service service, Addresses addresses) {
        return switch (service) {
            case BLOG ->
                Map.of(
                        "pressroom.neighbours.counter-url",
                        addresses.uri(Service.COUNTER).toString(),
                        "pressroom.neighbours.search-url",
                        addresses.uri(Service.SEARCH).toString());
            case COUNTER ->
                Map.of(
                        "pressroom.audit.blog-service",
                        addresses.uri(Service.BLOG).toString());
            case SEARCH -> Map.of();
        };
    }

    List<Part> all() {
        return Stream.concat(servers.stream(), services.stream()).toList();
    }

    List<String> names() {
        return all().stream().map(Part::name).toList();
    }

    /** The part of that name, or the only one whose name begins like that. */
    Optional<Part> named(String name) {
        var matches =
                all().stream().filter(part -> part.name().startsWith(name)).toList();
        return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
    }
}
