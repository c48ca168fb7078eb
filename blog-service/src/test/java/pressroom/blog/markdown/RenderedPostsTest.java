package pressroom.blog.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import pressroom.blog.blogs.Blog;

class RenderedPostsTest {

    private static final Instant NOW = Instant.parse("2026-02-20T10:00:00Z");

    private final AtomicInteger renders = new AtomicInteger();
    private final UUID id = UUID.randomUUID();

    @Test
    void tenFirstReadersRenderOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        RenderedPosts posts = posts(DataSize.ofMegabytes(1), () -> await(go));
        ExecutorService readers = Executors.newFixedThreadPool(10);
        try {
            List<Future<SafeHtml>> read = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                read.add(readers.submit(() -> posts.of(blog(1, NOW, "x"))));
            }
            go.countDown();
            for (Future<SafeHtml> html : read) {
                assertThat(html.get(10, TimeUnit.SECONDS).toString()).isEqualTo("<p>x</p>\n");
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(renders).hasValue(1);
    }

    @Test
    void eachVersionIsRenderedAndAlsoASecondOneOfTheSameNumber() {
        RenderedPosts posts = posts(DataSize.ofMegabytes(1), () -> {});

        assertThat(posts.of(blog(1, NOW, "a")).toString()).contains("a");
        assertThat(posts.of(blog(2, NOW, "b")).toString()).contains("b");
        assertThat(posts.of(blog(2, NOW.plusSeconds(1), "c")).toString())
                .as("after the database went back in time")
                .contains("c");
        assertThat(posts.of(blog(1, NOW, "a")).toString()).contains("a");
        assertThat(renders).hasValue(3);
    }

    @Test
    void whatIsKeptHasAMaximumOfBytes() {
        RenderedPosts posts = posts(DataSize.ofKilobytes(100), () -> {});
        for (int version = 1; version <= 20; version++) {
            posts.of(blog(version, NOW, "x".repeat(10_000)));
        }
        renders.set(0);
        for (int version = 1; version <= 20; version++) {
            posts.of(blog(version, NOW, "x".repeat(10_000)));
        }

        assertThat(renders.get()).isBetween(15, 20);
    }

    @Test
    void aReaderWhoseRenderingFailedLeavesNothingBehind() {
        AtomicInteger failures = new AtomicInteger(1);
        RenderedPosts posts = posts(DataSize.ofMegabytes(1), () -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("as if");
            }
        });

        assertThatThrownBy(() -> posts.of(blog(1, NOW, "a"))).isInstanceOf(OutOfMemoryError.class);
        assertThat(posts.of(blog(1, NOW, "a")).toString()).contains("a");
    }

    @Test
    void aShortPostDoesNotWaitForLongOnesAndALongOneNotForEver() throws Exception {
        RenderSlots slots = new RenderSlots(Duration.ofMillis(50));
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread first = new Thread(() -> slots.render("anna", 1 << 20, () -> {
            busy.countDown();
            await(go);
            return new SafeHtml("long");
        }));
        first.start();
        await(busy);

        assertThat(slots.render("anna", 100, () -> new SafeHtml("short")).toString())
                .isEqualTo("short");
        assertThatThrownBy(() -> slots.render("anna", 1 << 20, () -> new SafeHtml("long")))
                .isInstanceOfSatisfying(ErrorResponseException.class, problem -> {
                    assertThat(problem.getStatusCode().value()).isEqualTo(503);
                    assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("1");
                });
        go.countDown();
        first.join(10_000);
        assertThat(slots.render("anna", 1 << 20, () -> new SafeHtml("long")).toString())
                .isEqualTo("long");
    }

    private RenderedPosts posts(DataSize size, Runnable before) {
        Markdown markdown = new Markdown(text -> {
            renders.incrementAndGet();
            before.run();
            return PostRenderer.render(text);
        });
        return new RenderedPosts(markdown, new RenderingSettings(size));
    }

    private Blog blog(int version, Instant updatedAt, String body) {
        return new Blog(id, version, "ada", "Title", body, List.of(), NOW, updatedAt, true);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
