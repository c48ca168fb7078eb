package pressroom.blog.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Addresses of pages whose name is somebody's free text. */
@Component
class Links {

    /** Servers refuse some characters in a path however they are written, so such an id goes behind the question mark. */
    public String author(String id) {
        boolean plain = id.chars().noneMatch(c -> "/\\;%".indexOf(c) >= 0) && !id.matches("\\.+");
        String encoded = UriUtils.encode(id, UTF_8);
        return plain ? "/authors/" + encoded : "/authors?id=" + encoded;
    }

    /** All posts with a tag. */
    public String tag(String tag) {
        return "/search?tag=" + UriUtils.encode(tag, UTF_8);
    }
}
