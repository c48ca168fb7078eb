package pressroom.blog.progress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Looks at Kafka for everybody in this process who watches or asks: however many they are, one look at a time, and none when nobody does. */
@Component
class Poller implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Poller.class);

    private final LookAtKafka kafka;
    private final PassedOffsets passed;
    private final Rates rates;
    private final ProgressSettings settings;
    private final Counter looks;
    private final Set<Consumer<KafkaView>> watching = new CopyOnWriteArraySet<>();
    private List<CompletableFuture<KafkaView>> asked = new ArrayList<>();
    private KafkaView latest = KafkaView.never("Kafka has not been asked yet");
    private long usableUntil = System.nanoTime();
    private @Nullable Thread thread;

    Poller(LookAtKafka kafka, PassedOffsets passed, Rates rates, ProgressSettings settings, MeterRegistry meters) {
        this.kafka = kafka;
        this.passed = passed;
        this.rates = rates;
        this.settings = settings;
        this.looks = Counter.builder("pressroom.progress.looks")
                .description("How often Kafka was asked for offsets and groups")
                .register(meters);
    }

    /**
     * A look that is at most as old as the settings say; when there is none in time, or a moment ago Kafka did not answer, the
     * last one with a note. Never fails.
     */
    synchronized CompletableFuture<KafkaView> fresh() {
        if (usableUntil - System.nanoTime() > 0) {
            return CompletableFuture.completedFuture(latest);
        }
        CompletableFuture<KafkaView> answer = new CompletableFuture<>();
        asked.add(answer);
        wake();
        return answer.completeOnTimeout(
                latest.noted(
                        "Kafka has not answered within " + settings.patience().toMillis() + " ms"),
                settings.patience().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized KafkaView latest() {
        return latest;
    }

    /** From now on each look is told, until {@link #forget}. */
    synchronized void tell(Consumer<KafkaView> watcher) {
        watching.add(watcher);
        wake();
    }

    void forget(Consumer<KafkaView> watcher) {
        watching.remove(watcher);
    }

    private void wake() {
        if (thread == null) {
            thread = new Thread(this::run, "progress");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                awaitInterest();
                long began = System.nanoTime();
                Duration pause = look();
                long left = pause.toNanos() - (System.nanoTime() - began);
                TimeUnit.NANOSECONDS.sleep(left);
            }
        } catch (InterruptedException e) {
            kafka.close();
        }
    }

    private synchronized void awaitInterest() throws InterruptedException {
        while (asked.isEmpty() && watching.isEmpty()) {
            wait();
        }
    }

    /** Returns how long the next look may wait, from the beginning of this one. */
    private Duration look() throws InterruptedException {
        looks.increment();
        Duration usable = settings.pollInterval();
        KafkaView view;
        try {
            view = kafka.look();
            passed.seen(view);
            rates.seen(view);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            // The loop's edge: whatever went wrong, the next look may do better.
            log.warn("Kafka could not be asked how far its groups are: {}", e.toString());
            view = latest().noted("Kafka does not answer right now");
            usable = settings.pauseAfterFailure();
        }
        answer(view, usable);
        return usable;
    }

    private void answer(KafkaView view, Duration usable) {
        List<CompletableFuture<KafkaView>> answered;
        synchronized (this) {
            latest = view;
            usableUntil = System.nanoTime() + usable.toNanos();
            answered = asked;
            asked = new ArrayList<>();
        }
        answered.forEach(answer -> answer.complete(view));
        for (Consumer<KafkaView> watcher : watching) {
            try {
                watcher.accept(view);
            } catch (RuntimeException e) {
                log.warn("A watcher could not be told: {}", e.toString(), e);
            }
        }
    }

    @Override
    public synchronized void destroy() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
