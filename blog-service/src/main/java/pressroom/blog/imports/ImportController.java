package pressroom.blog.imports;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import pressroom.docs.Fails;
import pressroom.tokens.Roles;

/** The imports' HTTP interface. */
@RestController
@Tag(name = "imports")
@RequestMapping("/api/imports")
class ImportController {

    private final Imports imports;
    private final ImportWatchers watchers;
    private final EventStreams streams;

    ImportController(Imports imports, ImportWatchers watchers, EventStreams streams) {
        this.imports = imports;
        this.watchers = watchers;
        this.streams = streams;
    }

    /**
     * Takes a zip of Markdown files with front matter and answers at once; the posts are published in the background.
     *
     * @param fallback for an operator, the author id of files that name no author
     */
    @Operation(
            operationId = "submitImport",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "The zip, as the body itself or as a form's file.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/zip",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = "multipart/form-data",
                                        schema = @Schema(implementation = ZipForm.class))
                            }))
    @ApiResponse(
            responseCode = "202",
            description = "Taken; it survives the death of any instance from here on.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where the import can be watched and cancelled.",
                            schema = @Schema(type = "string")))
    @Fails({400, 401, 403, 408, 413, 415, 422, 429, 503})
    @PostMapping(consumes = {"application/zip", "application/x-zip-compressed"})
    ResponseEntity<ImportJob> submit(
            Author author,
            @RequestParam(name = "author", required = false) @Nullable String fallback,
            HttpServletRequest request)
            throws IOException {
        if (request.getContentLengthLong() > imports.maxZip().toBytes()) {
            throw ReceivedZip.tooLarge(imports.maxZip());
        }
        return accepted(
                imports.submit(author, request.isUserInRole(Roles.OPERATOR), fallback, request.getInputStream()));
    }

    /**
     * The same for the form of a browser.
     *
     * @param file the zip
     * @param fallback for an operator, the author id of files that name no author
     */
    @Hidden
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportJob> submitForm(
            Author author,
            @RequestPart("file") MultipartFile file,
            @RequestParam(name = "author", required = false) @Nullable String fallback,
            HttpServletRequest request)
            throws IOException {
        return accepted(imports.submit(author, request.isUserInRole(Roles.OPERATOR), fallback, file.getInputStream()));
    }

    /**
     * Tells how far an import is; only its submitter and operators may know.
     *
     * <p>With {@code Accept: text/event-stream} the same JSON comes with each change, as the event {@code progress}, and at the
     * end once as {@code done}.
     */
    @Operation(operationId = "readImport")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = ImportJob.class)),
                @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
            })
    @Fails({400, 401, 404, 503})
    @GetMapping("/{id}")
    ImportJob read(Author author, @PathVariable UUID id, HttpServletRequest request) {
        return imports.get(id, author, request.isUserInRole(Roles.OPERATOR));
    }

    @Hidden
    @GetMapping(path = "/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void watch(Author author, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        imports.get(id, author, request.isUserInRole(Roles.OPERATOR));
        watchers.watch(id, streams.open(request, response));
    }

    /**
     * Lists the files of an import that could not be published, in the order of their paths.
     *
     * @param cursor {@code next} of the page before
     */
    @Operation(operationId = "listImportFailures")
    @Fails({400, 401, 404, 503})
    @GetMapping("/{id}/failures")
    ImportJob.Failures failures(
            Author author,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        return imports.failures(id, number(cursor), author, request.isUserInRole(Roles.OPERATOR));
    }

    /** Ends an import where it is, unless it is finished; what it has published stays. */
    @Operation(operationId = "cancelImport")
    @Fails({400, 401, 404, 503})
    @DeleteMapping("/{id}")
    ImportJob cancel(Author author, @PathVariable UUID id, HttpServletRequest request) {
        return imports.cancel(id, author, request.isUserInRole(Roles.OPERATOR));
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

    /**
     * The fields of a browser's form.
     *
     * @param file the zip
     * @param author for an operator, the author id of files that name no author
     */
    private record ZipForm(
            @Schema(type = "string", format = "binary") MultipartFile file,
            @Nullable String author) {}
}
