package pressroom.bench.legs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.ProcessorTime;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.Service;
import pressroom.bench.load.Bearers;
import pressroom.bench.load.Posts;

/** What all three services cost while nobody publishes or reads, once they have been at work. */
public final class IdleLeg implements Leg {
    private static final String BLOGS = "blog-service";
    private static final List<String> SERVICES = List.of(BLOGS, "counter-consumer", "search-indexer");

    private final Lab lab;
    private final Posts posts;
    private final Bearers bearers;
    private final Duration rest;
    private final int seconds;

    /**
     * Over so many seconds, after as many of work.
     *
     * @param rest between the two; the JVMs' compilers need minutes to be done with what happens a few times a second
     */
    public IdleLeg(Lab lab, int bytes, int authors, Duration rest, int seconds) {
        this.lab = lab;
        this.posts = new Posts(bytes, authors);
        this.bearers = new Bearers(lab);
        this.rest = rest;
        this.seconds = seconds;
    }

    @Override
    public Result run(int repeats) throws Exception {
        Map<String, Service> services = new LinkedHashMap<>();
        try {
            for (String name : SERVICES) {
                Map<String, String> properties = name.equals(BLOGS) ? PublishLeg.NO_AUTHOR_WAITS : Map.of();
                services.put(name, Service.start(lab, name, properties).ready());
            }
            Capacity.of(lab, Objects.requireNonNull(services.get(BLOGS)), posts, bearers, seconds);
            Thread.sleep(rest.toMillis());
            Map<String, Double> percents = new LinkedHashMap<>();
            Map<String, Duration> before = times(services);
            Thread.sleep(seconds * 1000L);
            times(services)
                    .forEach((name, time) -> percents.put(
                            name,
                            time.minus(before.getOrDefault(name, Duration.ZERO)).toNanos() / 1e7 / seconds));
            return new Idle(percents);
        } finally {
            List.copyOf(new ArrayList<>(services.values())).forEach(Service::close);
        }
    }

    private static Map<String, Duration> times(Map<String, Service> services) {
        Map<String, Duration> times = new LinkedHashMap<>();
        services.forEach((name, service) -> times.put(name, ProcessorTime.ofTree(service.pid())));
        return times;
    }

    /** @param percents of one core, by service */
    private record Idle(Map<String, Double> percents) implements Result {
        private double sum() {
            return percents.values().stream().mapToDouble(each -> each).sum();
        }

        @Override
        public String text() {
            return percents.entrySet().stream()
                    .map(each -> "%-30s %6.2f %% of a core%n".formatted(each.getKey(), each.getValue()))
                    .collect(Collectors.joining(
                            "", "%nidle%n".formatted(), "%-30s %6.2f %%%n".formatted("all three", sum())));
        }

        @Override
        public String json() {
            return "{\"leg\":\"idle\",\"percent_of_a_core\":%.2f}".formatted(sum());
        }
    }
}
