package pressroom.blog.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the relay for as long as the service runs, whatever fails meanwhile. */
@Component
class RelayLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

    private final Relay relay;
    private final RelaySignal signal;
    private final RelaySettings settings;
    private final RelayState state;
    private volatile boolean running;
    private @Nullable Thread thread;

    RelayLoop(Relay relay, RelaySignal signal, RelaySettings settings, RelayState state) {
        this.relay = relay;
        this.signal = signal;
        this.settings = settings;
        this.state = state;
    }

    @Override
    public void start() {
        if (!settings.enabled() || running) {
            return;
        }
        running = true;
        thread = new Thread(this::run, "relay");
        thread.start();
    }

    private void run() {
        Duration idle = settings.shortestIdle();
        Duration backOff = FIRST_BACK_OFF;
        boolean expectsMore = false;
        while (running) {
            long begin = System.nanoTime();
            // What has been committed by now, this round will find.
            signal.forget();
            try {
                Relay.Round round = expectsMore ? relay.relayAtOnce() : relay.relayOnce();
                expectsMore = round == Relay.Round.FULL;
                state.ran(round);
                backOff = FIRST_BACK_OFF;
                switch (round) {
                    case SENT -> {
                        idle = settings.shortestIdle();
                        // Each round costs PostgreSQL, Kafka and every consumer the same however many posts share it.
                        TimeUnit.NANOSECONDS.sleep(settings.shortestRound().toNanos() - (System.nanoTime() - begin));
                        expectsMore = signal.await(idle);
                    }
                    case IDLE -> {
                        expectsMore = signal.await(idle);
                        // What was committed may have to wait for an older transaction's end, which nobody signals.
                        idle = expectsMore ? settings.shortestIdle() : doubled(idle, settings.longestIdle());
                    }
                    case STANDBY, SUSPENDED -> signal.await(settings.standbyPause());
                    case FULL -> idle = settings.shortestIdle();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                // The loop's edge: a relay that ended here would leave a healthy process that sends nothing.
                state.failed(e);
                relay.failed(e);
                expectsMore = false;
                log.warn("The relay failed and tries again in {} ms: {}", backOff.toMillis(), e.toString());
                pause(backOff);
                backOff = doubled(backOff, settings.longestBackOff());
            }
        }
    }

    private void pause(Duration backOff) {
        try {
            // Half of it by chance, so that several processes do not come back in step.
            long half = backOff.toMillis() / 2;
            Thread.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private static Duration doubled(Duration pause, Duration longest) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(longest) < 0 ? twice : longest;
    }

    /** Lets the batch on its way come to its end, so that a clean stop sends nothing twice. */
    @Override
    public void stop() {
        running = false;
        signal.committed();
        Thread relaying = thread;
        if (relaying == null) {
            return;
        }
        try {
            relaying.join(settings.sendTimeout().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        relaying.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
