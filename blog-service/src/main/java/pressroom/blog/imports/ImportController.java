package pressroom.blog.imports;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import pressroom.blog.security.Author;
import pressroom.blog.web.EventStreams;
import pressroom.blog.web.Problem;

/** The imports' HTTP interface. */
@RestController
@RequestMapping("/api/imports")
class ImportController {

    private static final String OPERATOR = "operator";

    private final Imports imports;
    private final ImportWatchers watchers;
    private final EventStreams streams;

    ImportController(Imports imports, ImportWatchers watchers, EventStreams streams) {
        this.imports = imports;
        this.watchers = watchers;
        this.streams = streams;
    }

    @PostMapping(consumes = {"application/zip", "application/x-zip-compressed"})
    ResponseEntity<ImportJob> submit(
            Author author,
            @RequestParam(name = "author", required = false) @Nullable String fallback,
            HttpServletRequest request)
            throws IOException {
        if (request.getContentLengthLong() > imports.maxZip().toBytes()) {
            throw ReceivedZip.tooLarge(imports.maxZip());
        }
        return accepted(imports.submit(author, request.isUserInRole(OPERATOR), fallback, request.getInputStream()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportJob> submitForm(
            Author author,
            @RequestPart("file") MultipartFile file,
            @RequestParam(name = "author", required = false) @Nullable String fallback,
            HttpServletRequest request)
            throws IOException {
        return accepted(imports.submit(author, request.isUserInRole(OPERATOR), fallback, file.getInputStream()));
    }

    @GetMapping("/{id}")
    ImportJob read(Author author, @PathVariable UUID id, HttpServletRequest request) {
        return imports.get(id, author, request.isUserInRole(OPERATOR));
    }

    @GetMapping(path = "/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(Author author, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        imports.get(id, author, request.isUserInRole(OPERATOR));
        watchers.watch(id, streams.open(request, response));
    }

    @GetMapping("/{id}/failures")
    ImportJob.Failures failures(
            Author author,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        return imports.failures(id, number(cursor), author, request.isUserInRole(OPERATOR));
    }

    @DeleteMapping("/{id}")
    ImportJob cancel(Author author, @PathVariable UUID id, HttpServletRequest request) {
        return imports.cancel(id, author, request.isUserInRole(OPERATOR));
    }

    private static int number(@Nullable String cursor) {
        try {
            return cursor == null ? -1 : Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw Problem.invalid(Map.of("cursor", "is not one that a page of this list gave as \"next\""));
        }
    }

    private static ResponseEntity<ImportJob> accepted(ImportJob job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/imports/" + job.id()))
                .body(job);
    }
}
