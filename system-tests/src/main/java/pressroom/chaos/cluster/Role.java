package pressroom.chaos.cluster;

import java.util.List;
import pressroom.stack.Server;

/** A service, whichever instance of it. */
public enum Role {
    /** The authors' API and the relay. */
    BLOG("blog-service", List.of(Server.POSTGRES, Server.KAFKA)),
    /** The backend team's consumer group. */
    COUNTER("counter-consumer", List.of(Server.POSTGRES, Server.KAFKA)),
    /** The search team's consumer group. */
    INDEXER("search-indexer", List.of(Server.ELASTICSEARCH, Server.KAFKA));

    private final String service;
    private final List<Server> needs;

    Role(String service, List<Server> needs) {
        this.service = service;
        this.needs = needs;
    }

    /** The service's name, which is its consumer group's as well. */
    public String service() {
        return service;
    }

    /** The servers it talks to. */
    public List<Server> needs() {
        return needs;
    }
}
