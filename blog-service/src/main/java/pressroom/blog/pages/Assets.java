package pressroom.blog.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Style and scripts, under an address that changes with their content, so that browsers keep them for a year and never show
 * a new page with old ones. All share one version: modules import each other by their plain names.
 */
@Component
class Assets implements WebMvcConfigurer {

    private static final int VERSION_CHARS = 12;
    private static final Duration YEAR = Duration.ofDays(365);

    private final String base;

    Assets() {
        this.base = "/assets/" + version() + "/";
    }

    /** The address of a file. */
    public String file(String name) {
        return base + name;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(base + "**")
                .addResourceLocations("classpath:/assets/")
                .setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable());
    }

    private static String version() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:/assets/**/*.*");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Resource> sorted = Arrays.stream(files)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
            for (Resource file : sorted) {
                try (InputStream in = new DigestInputStream(file.getInputStream(), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_CHARS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
