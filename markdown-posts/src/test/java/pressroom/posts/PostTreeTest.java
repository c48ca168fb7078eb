package pressroom.posts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostTreeTest {

    @TempDir
    Path temp;

    @Test
    void findsMarkdownAndSaysWhatItPassesOver() throws Exception {
        for (var path :
                List.of("b.md", "a/c.MDX", "a/d.markdown", ".git/x.md", "node_modules/p/README.md", ".e.md", "f.png")) {
            write(path);
        }
        try (var tree = PostTree.of(temp)) {
            assertThat(tree.files()).extracting(PostFile::path).containsExactly("a/c.MDX", "a/d.markdown", "b.md");
            assertThat(tree.skipped())
                    .extracting(Reading.Skipped::path)
                    .containsExactlyInAnyOrder(".git/", "node_modules/", ".e.md");
            assertThat(tree.others()).isEqualTo(1);
        }
    }

    @Test
    void doesNotFollowALinkInACircle() throws Exception {
        write("a.md");
        Files.createSymbolicLink(temp.resolve("again"), temp);
        try (var tree = PostTree.of(temp)) {
            assertThat(tree.files()).hasSize(1);
            assertThat(tree.skipped()).extracting(Reading.Skipped::path).containsExactly("again/");
        }
    }

    @Test
    void hasTheSamePathsInAZipMadeFromOutsideOrInside() throws Exception {
        assertThat(pathsOf(zip("posts/a/x.md", "posts/b.md", "posts/.git/x.md", "__MACOSX/posts/b.md")))
                .isEqualTo(pathsOf(zip("a/x.md", "b.md")))
                .containsExactly("a/x.md", "b.md");
        assertThat(pathsOf(zip("posts\\a\\x.md", "posts\\b.md"))).containsExactly("a/x.md", "b.md");
        assertThat(pathsOf(zip("2020/02/20/x.md"))).containsExactly("2020/02/20/x.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.md", "a/../../x.md", "/etc/x.md", "C:\\x.md", "..\\x.md"})
    void refusesAZipThatPointsOutsideOfItself(String entry) throws Exception {
        var zip = zip("a.md", entry);
        assertThatThrownBy(() -> PostTree.of(zip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("points outside");
    }

    @Test
    void refusesSymbolicLinksDoubledAndEndlessNames() throws Exception {
        assertThat(refusal(entry("a.md"), link("b.md"))).contains("symbolic link");
        assertThat(refusal(entry("a.md"), entry("a.md"))).contains("twice");
        assertThat(refusal(entry("a/b.md"), entry("a\\b.md"))).contains("twice");
        assertThat(refusal(entry("a".repeat(2_000) + ".md"))).contains("2003 characters");
        assertThat(refusal(entry("a\0.md"))).contains("points outside");
        assertThat(refusal(entry("a" + "\u0301\u0316".repeat(400) + ".md"))).contains("more than 30 marks");
    }

    @Test
    void refusesMoreThanTheLimitsBeforeAnythingIsPublished() throws Exception {
        var limits = new ZipLimits(3, 100, 1_000);
        assertThat(refusal(limits, entry("1.md"), entry("2.md"), entry("3.md"), entry("4.png")))
                .contains("more than 3 entries");
        assertThat(refusal(new ZipLimits(9, 5, 1_000), entry("1.md"), entry("2.md")))
                .contains("unpacks to more");
        var bomb = IntStream.range(0, 20).mapToObj(i -> bomb(i + ".md")).toArray(Packed[]::new);
        assertThat(refusal(new ZipLimits(99, 1L << 30, 100), bomb)).contains("bomb");
        try (var tree = PostTree.ofZip(zipOf(entry("1.md"), entry("2.md")), limits)) {
            tree.unpackAll();
        }
    }

    @Test
    void refusesAZipThatLiesAboutWhatIsInIt() throws Exception {
        var bytes = bytesOf(entry("1.md"));
        // The unpacked size in the central directory, whose record starts with PK 1 2.
        var record = new String(bytes, ISO_8859_1).indexOf("PK\1\2");
        bytes[record + 24] = 1;
        assertThatThrownBy(() -> {
                    try (var tree = PostTree.ofZip(new SeekableInMemoryByteChannel(bytes), ZipLimits.generous())) {
                        tree.unpackAll();
                    }
                })
                .hasMessageContaining("has 3 bytes and says 1");
    }

    @Test
    void readsAHundredThousandLongNamesInLittleMemory() throws Exception {
        var name = "n".repeat(60);
        var entries = IntStream.range(0, 100_000).mapToObj(i -> entry("posts/%s-%d.md".formatted(name, i)));
        try (var tree = PostTree.ofZip(zipOf(entries.toArray(Packed[]::new)), new ZipLimits(100_000, 1 << 30, 100))) {
            assertThat(tree.files()).hasSize(100_000);
            tree.unpackAll();
        }
    }

    @Test
    void readsNoMoreOfAListOfContentsThanIsAllowed() throws Exception {
        var limits = new ZipLimits(1_000, 1 << 20, 100);
        var wide = IntStream.range(0, 1_000).mapToObj(i -> commented(i + ".md")).toArray(Packed[]::new);
        assertThat(refusal(limits, wide)).contains("its list of contents has more than");
        var more = IntStream.range(0, 1_001).mapToObj(i -> entry(i + ".md")).toArray(Packed[]::new);
        assertThat(refusal(limits, more)).contains("more than 1,000 entries");
    }

    @Test
    void refusesAZipWhoseListOfContentsIsBroken() throws Exception {
        var whole = bytesOf(entry("a.md"), entry("b.md"));
        var end = new String(whole, ISO_8859_1).indexOf("PK\5\6");
        var record = new String(whole, ISO_8859_1).indexOf("PK\1\2");
        for (var changed : new int[] {end + 12, end + 15, end + 19, record + 28, record + 30, record + 33}) {
            var bytes = whole.clone();
            bytes[changed] ^= 0x7f;
            assertThatThrownBy(() -> PostTree.ofZip(new SeekableInMemoryByteChannel(bytes), ZipLimits.generous()))
                    .as("byte %d", changed)
                    .isInstanceOf(RefusedZipException.class)
                    .hasMessageContaining("no zip");
        }
    }

    @Test
    void saysWhichFileIsNotWhereTheListOfContentsSays() throws Exception {
        var bytes = bytesOf(entry("a.md"), entry("b.md"));
        bytes[new String(bytes, ISO_8859_1).indexOf("PK\1\2") + 43] = 0x7f;
        try (var tree = PostTree.ofZip(new SeekableInMemoryByteChannel(bytes), ZipLimits.generous())) {
            tree.unpackAll();
            assertThatThrownBy(() -> tree.files().get(0).content().read()).hasMessageContaining("not where");
            assertThat(tree.files().get(1).content().read()).asString(UTF_8).isEqualTo("# x");
        }
    }

    @Test
    void readsAZipBehindOtherBytesStoredEntriesAndCommentedEnds() throws Exception {
        var zip = new ByteArrayOutputStream();
        zip.write("#!/bin/sh\n".getBytes(UTF_8));
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipArchiveOutputStream(bytes)) {
            out.setComment("PK and more");
            out.setMethod(ZipEntry.STORED);
            out.putArchiveEntry(stored("ä.md"));
            out.write("# x".getBytes(UTF_8));
            out.closeArchiveEntry();
        }
        zip.write(bytes.toByteArray());
        try (var tree = PostTree.ofZip(new SeekableInMemoryByteChannel(zip.toByteArray()), ZipLimits.generous())) {
            assertThat(tree.files()).extracting(PostFile::path).containsExactly("ä.md");
            assertThat(tree.files().get(0).content().read()).asString(UTF_8).isEqualTo("# x");
        }
    }

    @Test
    void readsNoMoreOfAHugeEntryThanItNeeds() throws Exception {
        var zip = temp.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bomb.md"));
            out.write(new byte[64 << 20]);
        }
        try (var tree = PostTree.of(zip)) {
            var bomb = tree.files().get(0);
            assertThat(bomb.content().read()).hasSize(PostFile.MAX_BYTES + 1);
            assertThat(new PostReader(null, Clock.systemUTC()).read(bomb))
                    .isEqualTo(new Reading.Failed("bomb.md", "larger than 2 MiB: a post is smaller"));
        }
    }

    @Test
    void saysWhatToDoWithAFileThatIsNoZip() throws Exception {
        var post = write("a.md");
        assertThatThrownBy(() -> PostTree.of(post)).hasMessageContaining("./pressroom publish");
        assertThatThrownBy(() -> PostTree.of(temp.resolve("none"))).hasMessageContaining("no directory or zip");
    }

    private String refusal(Packed... entries) throws IOException {
        return refusal(ZipLimits.generous(), entries);
    }

    private String refusal(ZipLimits limits, Packed... entries) throws IOException {
        var refused = catchThrowableOfType(RefusedZipException.class, () -> {
            try (var tree = PostTree.ofZip(zipOf(entries), limits)) {
                tree.unpackAll();
            }
        });
        return refused.getMessage();
    }

    private static SeekableByteChannel zipOf(Packed... entries) throws IOException {
        return new SeekableInMemoryByteChannel(bytesOf(entries));
    }

    private static byte[] bytesOf(Packed... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipArchiveOutputStream(bytes)) {
            for (var packed : entries) {
                out.putArchiveEntry(packed.entry);
                out.write(packed.content);
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private record Packed(ZipArchiveEntry entry, byte[] content) {}

    private static Packed entry(String name) {
        return new Packed(new ZipArchiveEntry(name), "# x".getBytes(UTF_8));
    }

    private static Packed commented(String name) {
        var entry = new ZipArchiveEntry(name);
        entry.setComment("c".repeat(60_000));
        return new Packed(entry, "# x".getBytes(UTF_8));
    }

    private static ZipArchiveEntry stored(String name) {
        var entry = new ZipArchiveEntry(name);
        var crc = new CRC32();
        crc.update("# x".getBytes(UTF_8));
        entry.setSize(3);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static Packed bomb(String name) {
        return new Packed(new ZipArchiveEntry(name), new byte[2 << 20]);
    }

    private static Packed link(String name) {
        var entry = new ZipArchiveEntry(name);
        entry.setUnixMode(0120777);
        return new Packed(entry, "/etc/passwd".getBytes(UTF_8));
    }

    private static List<String> pathsOf(Path zip) throws IOException {
        try (var tree = PostTree.of(zip)) {
            return tree.files().stream().map(PostFile::path).toList();
        }
    }

    private Path write(String path) throws IOException {
        var file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "# " + path);
    }

    private Path zip(String... entries) throws IOException {
        var zip = Files.createTempFile(temp, "posts", ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write("# x".getBytes(UTF_8));
            }
        }
        return zip;
    }
}
