package pressroom.posts;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Walks a directory; a directory behind a symbolic link is said and not entered, which keeps the walk finite. */
final class PostDirectory extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<PostFile> files = new ArrayList<>();
    private final List<Reading.Skipped> skipped = new ArrayList<>();
    private int others;

    private PostDirectory(Path root) {
        this.root = root;
    }

    static PostTree list(Path root) throws IOException {
        var walk = new PostDirectory(root);
        Files.walkFileTree(root, walk);
        walk.files.sort(Comparator.comparing(PostFile::path));
        return new PostTree(walk.files, walk.skipped, walk.others, () -> {});
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        var reason = directory.equals(root) ? Optional.<String>empty() : PathInTree.passedOver(name(directory));
        reason.ifPresent(why -> skipped.add(new Reading.Skipped(inTree(directory) + "/", why)));
        return reason.isPresent() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        var path = inTree(file);
        var reason = PathInTree.passedOver(name(file));
        if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
            skipped.add(new Reading.Skipped(path + "/", "a symbolic link to a directory"));
        } else if (!PathInTree.isMarkdown(path)) {
            others++;
        } else if (reason.isPresent()) {
            skipped.add(new Reading.Skipped(path, reason.get()));
        } else {
            files.add(new PostFile(path, () -> read(file)));
        }
        return FileVisitResult.CONTINUE;
    }

    /** A file or directory that may not be read becomes a failed file of the import instead of its end. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
        if (file.equals(root)) {
            throw new IOException("Cannot read " + root + ": " + reason.getMessage(), reason);
        }
        files.add(new PostFile(inTree(file), () -> {
            throw reason;
        }));
        return FileVisitResult.CONTINUE;
    }

    private static byte[] read(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(PostFile.MAX_BYTES + 1);
        }
    }

    private String inTree(Path path) {
        var relative =
                root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
        return Normalizer.normalize(relative, Normalizer.Form.NFC);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
