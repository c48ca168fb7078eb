package pressroom.cli;

import java.util.List;

/** Our three services. */
enum Service {
    BLOG("blog-service", "BLOG", 8080, "postgres"),
    COUNTER("counter-consumer", "COUNTER", 8081, "postgres", "kafka"),
    SEARCH("search-indexer", "SEARCH", 8082, "kafka", "elasticsearch");

    private final String id;
    private final String variable;
    private final int usualPort;
    private final List<String> needs;

    Service(String id, String variable, int usualPort, String... needs) {
        this.id = id;
        this.variable = variable;
        this.usualPort = usualPort;
        this.needs = List.of(needs);
    }

    String id() {
        return id;
    }

    String portVariable() {
        return "PRESSROOM_" + variable + "_PORT";
    }

    /** The servers without which it does not become ready. */
    List<String> needs() {
        return needs;
    }

    int usualPort() {
        return usualPort;
    }
}
