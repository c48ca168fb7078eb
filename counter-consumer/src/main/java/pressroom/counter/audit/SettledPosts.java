package pressroom.counter.audit;

import java.util.List;

/**
 * What became of posts that differed: those that are not named here do not differ any more.
 *
 * @param drift those that differ though the group has passed their newest events
 * @param undecided those of which it cannot be told
 */
record SettledPosts(List<PostDrift> drift, List<UndecidedPost> undecided) {}
