package pressroom.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pressroom.chaos.doors.HostileAuthors;
import pressroom.chaos.load.Post;

/** Holds what is stored against what authors were told: invariants C1 to C5. */
final class Checker {
    private final List<Post> posts;
    private final World world;
    private final Injected injected;
    private final List<Violation> violations = new ArrayList<>();

    private Checker(List<Post> posts, World world, Injected injected) {
        this.posts = posts;
        this.world = world;
        this.injected = injected;
    }

    /** Every violation there is. */
    static List<Violation> check(List<Post> posts, World world, Injected injected) {
        Checker checker = new Checker(posts, world, injected);
        checker.nothingIsLost();
        checker.nothingOfAnAttackIsLost();
        checker.nothingIsDoubled();
        checker.nothingIsSentTooOften();
        checker.nothingIsAPhantom();
        checker.contentIsTheLatest();
        checker.versionsRise();
        return checker.violations;
    }

    private void nothingIsLost() {
        Map<UUID, Integer> onTopic = new HashMap<>();
        for (World.Record record : world.topic()) {
            if (record.blogId() != null && record.version() != null && !record.injected()) {
                onTopic.merge(record.blogId(), record.version(), Math::max);
            }
        }
        for (World.Row row : world.rows().values()) {
            require(
                    Invariant.C1,
                    row.id(),
                    Objects.equals(onTopic.get(row.id()), row.version()),
                    "%s is not on the topic in its version",
                    row);
            World.Counted counted = world.counted().get(row.id());
            World.Counted right = new World.Counted(row.authorId(), row.version(), row.live());
            require(Invariant.C1, row.id(), right.equals(counted), "%s is counted as %s", row, String.valueOf(counted));
            require(
                    Invariant.C1,
                    row.id(),
                    world.documents().containsKey(row.id().toString()),
                    "%s is not indexed",
                    row);
        }
        for (Post post : posts) {
            if (post.outcome() == Post.Outcome.OK) {
                World.Row row = world.rows().get(post.id());
                require(Invariant.C1, post.id(), row != null, "%s was answered 201 and has no row", post);
                if (row != null && post.wish() != Post.Wish.GOING) {
                    boolean live = post.wish() == Post.Wish.LIVE;
                    require(Invariant.C1, post.id(), row.live() == live, "%s should be live: %s", post, live);
                }
            }
        }
    }

    private void nothingOfAnAttackIsLost() {
        Map<String, Long> live = liveRows();
        injected.publishedByAttacks().forEach((author, posts) -> {
            long rows = live.getOrDefault(author, 0L);
            require(
                    Invariant.C1,
                    null,
                    rows >= posts,
                    "%s was answered 201 %d times and has %d rows",
                    author,
                    posts,
                    rows);
        });
    }

    private Map<String, Long> liveRows() {
        return world.rows().values().stream()
                .filter(World.Row::live)
                .collect(Collectors.groupingBy(World.Row::authorId, Collectors.counting()));
    }

    private void nothingIsDoubled() {
        Map<String, Long> live = liveRows();
        Set<String> authors = new HashSet<>(live.keySet());
        authors.addAll(world.totals().keySet());
        for (String author : authors) {
            long rows = live.getOrDefault(author, 0L);
            long total = world.totals().getOrDefault(author, 0L);
            require(Invariant.C2, null, rows == total, "%s has %d live posts and a total of %d", author, rows, total);
        }
        unique(
                world.rows().values().stream()
                        .map(World.Row::key)
                        .filter(Objects::nonNull)
                        .toList(),
                "rows have the key");
        unique(
                world.documents().values().stream()
                        .filter(World.Document::live)
                        .map(document -> String.valueOf(document.title()))
                        .toList(),
                "documents have the title");
    }

    private void unique(List<String> values, String what) {
        values.stream()
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()))
                .forEach((value, number) -> require(Invariant.C2, null, number == 1, "%d %s %s", number, what, value));
    }

    /** A relay that is disturbed sends its batch again; one that is not has no reason to. */
    private void nothingIsSentTooOften() {
        Set<String> seen = new HashSet<>();
        long again = world.topic().stream()
                .filter(record -> !record.injected() && record.eventId() != null && !seen.add(record.eventId()))
                .count();
        require(
                Invariant.C2,
                null,
                again <= injected.resendsExcused(),
                "%d events were sent again, and faults excuse %d",
                again,
                injected.resendsExcused());
    }

    private void nothingIsAPhantom() {
        Map<String, Post> byKey = posts.stream().collect(Collectors.toMap(Post::key, post -> post));
        Map<String, Post> byTitle =
                posts.stream().collect(Collectors.toMap(Post::title, post -> post, (one, same) -> one));
        for (World.Row row : world.rows().values()) {
            // A post that was taken back from the topic has its key as a hash, and its title to itself.
            Post post = row.key() == null ? byTitle.get(row.title()) : byKey.get(row.key());
            boolean asked = post != null || HostileAuthors.isOne(row.authorId());
            require(Invariant.C3, row.id(), asked, "%s was never asked for", row);
            if (post != null) {
                require(
                        Invariant.C3,
                        row.id(),
                        post.outcome() != Post.Outcome.FAIL,
                        "%s is there, though refused",
                        post);
                boolean same = post.id() == null || row.id().equals(post.id());
                require(Invariant.C2, row.id(), same, "%s was answered with another id than %s", post, row.id());
            }
        }
        for (World.Record record : world.topic()) {
            boolean known = record.injected()
                    || (record.blogId() != null && world.rows().containsKey(record.blogId()));
            require(Invariant.C3, record.blogId(), known, "%s is on the topic and was not committed", record);
        }
        world.counted()
                .keySet()
                .forEach(id -> require(
                        Invariant.C3,
                        id,
                        world.rows().containsKey(id),
                        "blog %s is counted and was not committed",
                        id));
        world.documents()
                .keySet()
                .forEach(id -> require(
                        Invariant.C3,
                        null,
                        world.rows().containsKey(UUID.fromString(id)),
                        "document %s was not committed",
                        id));
    }

    private void contentIsTheLatest() {
        for (World.Row row : world.rows().values()) {
            World.Document found = world.documents().get(row.id().toString());
            World.Document right = row.live()
                    ? new World.Document(row.authorId(), row.version(), true, row.title(), row.body())
                    : new World.Document(row.authorId(), row.version(), false, null, null);
            if (found != null) {
                require(Invariant.C4, row.id(), right.equals(found), "document %s should be %s", found, right);
            }
        }
    }

    /** In each partition: a blog's events change theirs when partitions are added, and versions protect the readers then. */
    private void versionsRise() {
        Map<String, Integer> highest = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (World.Record record : world.topic()) {
            String place = record.blogId() + " in partition " + record.partition();
            if (record.injected() || record.version() == null || !seen.add(place + " " + record.version())) {
                continue;
            }
            int before = highest.merge(place, record.version(), Math::max);
            require(
                    Invariant.C5,
                    record.blogId(),
                    before == record.version(),
                    "blog %s: version %d came first after version %d",
                    place,
                    record.version(),
                    before);
        }
    }

    private void require(
            Invariant invariant,
            @org.jspecify.annotations.Nullable UUID blog,
            boolean holds,
            String what,
            Object... more) {
        if (!holds) {
            violations.add(new Violation(invariant, what.formatted(more), blog));
        }
    }
}
