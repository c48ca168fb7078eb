package pressroom.blog.progress;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** The time that is left for all questions of one look together. */
final class Deadline {

    private final long at;

    Deadline(Duration time) {
        this.at = System.nanoTime() + time.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    <T> T await(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(left().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The answer about one of many things; null when it is gone or not ours to see, which must not hide the others. */
    <T> @Nullable T awaitOrNull(@Nullable KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (answer == null) {
            return null;
        }
        try {
            return await(answer);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException && !(e.getCause() instanceof RetriableException)) {
                return null;
            }
            throw e;
        }
    }
}
