package pressroom.blog.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Makes a post part of a page whose first heading is the post's title, and links to pictures that a page may not load. */
final class FitIntoPage extends AbstractVisitor {

    private static final int LOWEST = 6;

    @Override
    public void visit(Heading heading) {
        heading.setLevel(Math.min(LOWEST, heading.getLevel() + 1));
        visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
        visitChildren(image);
        if (PostPolicy.isShown(image.getDestination())) {
            return;
        }
        Link link = new Link(image.getDestination(), image.getTitle());
        for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
            link.appendChild(child);
        }
        if (link.getFirstChild() == null) {
            link.appendChild(new Text(image.getDestination()));
        }
        image.insertBefore(link);
        image.unlink();
    }
}
