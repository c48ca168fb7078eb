package pressroom.blog.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A picture of the flow, for people who would rather look. */
@Controller
class FlowPages {

    @GetMapping("/flow")
    String flow() {
        return "flow";
    }
}
