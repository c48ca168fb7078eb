package pressroom.bench.legs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pressroom.bench.lab.Lab;
import pressroom.bench.lab.Result;
import pressroom.bench.lab.StartedService;

/** How long each service takes from its start to its readiness: from its plain jar, and with an ahead-of-time cache. */
public final class StartupLeg implements Leg {
    private static final List<String> SERVICES = List.of("blog-service", "counter-consumer", "search-indexer");

    private final Lab lab;

    /** Beside servers that are up. */
    public StartupLeg(Lab lab) {
        this.lab = lab;
    }

    @Override
    public Result run(int repeats) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (String name : SERVICES) {
            StartedService plain = StartedService.plain(lab, name);
            StartedService cached = StartedService.withCache(lab, name);
            for (int i = 0; i < repeats; i++) {
                seconds.computeIfAbsent(name + ", plain jar", any -> new ArrayList<>())
                        .add(plain.seconds());
                seconds.computeIfAbsent(name + ", with cache", any -> new ArrayList<>())
                        .add(cached.seconds());
            }
        }
        return new Startups(seconds);
    }

    private record Startups(Map<String, List<Double>> seconds) implements Result {
        @Override
        public String text() {
            StringBuilder text = new StringBuilder("%nstartup%n%-36s %8s %15s%n".formatted("", "median", "min-max"));
            seconds.forEach((name, all) -> text.append("%-36s %6.2f s %7.2f-%.2f s%n"
                    .formatted(
                            name,
                            median(all),
                            all.stream().mapToDouble(each -> each).min().orElse(0),
                            all.stream().mapToDouble(each -> each).max().orElse(0))));
            return text.toString();
        }

        @Override
        public String json() {
            StringBuilder ratios = new StringBuilder();
            for (String name : SERVICES) {
                double ratio = median(seconds.getOrDefault(name + ", with cache", List.of()))
                        / median(seconds.getOrDefault(name + ", plain jar", List.of()));
                ratios.append(ratios.length() == 0 ? "" : ",").append("\"%s\":%.3f".formatted(name, ratio));
            }
            return "{\"leg\":\"startup\",\"ratios\":{%s}}".formatted(ratios);
        }

        private static double median(List<Double> all) {
            return all.stream().sorted().skip(all.size() / 2).findFirst().orElse(Double.NaN);
        }
    }
}
