package pressroom.blog.pages;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import pressroom.blog.progress.Whereabouts;

/** A picture of the flow, for people who would rather look, and one post's way for those without scripts. */
@Controller
class FlowPages {

    private final Whereabouts whereabouts;

    FlowPages(Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
    }

    @GetMapping("/posts/{id}/way")
    String way(@PathVariable UUID id, Model model) {
        model.addAttribute("progress", whereabouts.of(id));
        return "way";
    }

    @GetMapping("/flow")
    String flow() {
        return "flow";
    }
}
