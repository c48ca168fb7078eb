package pressroom.bench.lab;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a leg of several questions has shown.
 *
 * @param all one for each question
 */
public record Results(List<Result> all) implements Result {
    @Override
    public String text() {
        return all.stream().map(Result::text).collect(Collectors.joining());
    }

    @Override
    public boolean isExact() {
        return all.stream().allMatch(Result::isExact);
    }

    @Override
    public String json() {
        return all.stream().map(Result::json).collect(Collectors.joining(System.lineSeparator()));
    }
}
