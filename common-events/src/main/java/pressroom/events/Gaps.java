package pressroom.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gaps of a consumer group in one partition. Each commit of the group carries them as the metadata of its offset, so
 * that they are known wherever the offset is: {@code gaps 10-50@1764500000,70-?@1764500060}.
 *
 * <p>The text has a bound, since the broker's is 4,096 bytes. Beyond it the gaps that lie closest together become one,
 * which then also holds records that were read: a false alarm, never a false all-clear.
 *
 * @param list apart from each other, by offset; one that is open is the last
 */
public record Gaps(List<Gap> list) {

    /** No gap. */
    public static final Gaps NONE = new Gaps(List.of());

    /** Each takes up to 51 characters. */
    private static final int MOST = 60;

    private static final String BEGINNING = "gaps ";
    private static final Pattern GAP = Pattern.compile("(\\d{1,18})-(\\d{1,18}|\\?)@(\\d{1,11})");

    /** A copy of the list. */
    public Gaps {
        list = List.copyOf(list);
    }

    /** What an offset's metadata tells; none if it is not of ours. */
    public static Gaps of(String metadata) {
        Gaps gaps = NONE;
        if (metadata.startsWith(BEGINNING)) {
            Matcher found = GAP.matcher(metadata);
            while (found.find()) {
                long from = Long.parseLong(found.group(1));
                long to = found.group(2).equals("?") ? Gap.UNKNOWN : Long.parseLong(found.group(2));
                if (from < to) {
                    gaps = gaps.with(new Gap(from, to, Instant.ofEpochSecond(Long.parseLong(found.group(3)))));
                }
            }
        }
        return gaps;
    }

    /** As an offset's metadata; empty if there are none. */
    public String metadata() {
        if (list.isEmpty()) {
            return "";
        }
        List<String> parts = list.stream()
                .map(gap -> "%d-%s@%d"
                        .formatted(
                                gap.from(),
                                gap.isOpen() ? "?" : gap.to(),
                                gap.noticedAt().getEpochSecond()))
                .toList();
        return BEGINNING + String.join(",", parts);
    }

    /** These and one more, which becomes one with those that it touches. */
    public Gaps with(Gap more) {
        List<Gap> apart = new ArrayList<>();
        Gap whole = more;
        for (Gap gap : list) {
            if (gap.isOpen() == more.isOpen() && gap.from() <= whole.to() && whole.from() <= gap.to()) {
                whole = together(gap, whole);
            } else {
                apart.add(gap);
            }
        }
        apart.add(whole);
        apart.sort(Comparator.comparing(Gap::isOpen).thenComparing(Gap::from));
        while (apart.size() > MOST) {
            mergeClosest(apart);
        }
        return new Gaps(apart);
    }

    private static Gap together(Gap one, Gap other) {
        return new Gap(
                Math.min(one.from(), other.from()),
                Math.max(one.to(), other.to()),
                one.noticedAt().isAfter(other.noticedAt()) ? one.noticedAt() : other.noticedAt());
    }

    private static void mergeClosest(List<Gap> apart) {
        int closest = 0;
        for (int i = 1; i + 1 < apart.size() && !apart.get(i + 1).isOpen(); i++) {
            if (distance(apart, i) < distance(apart, closest)) {
                closest = i;
            }
        }
        apart.set(closest, together(apart.get(closest), apart.remove(closest + 1)));
    }

    private static long distance(List<Gap> apart, int i) {
        return apart.get(i + 1).from() - apart.get(i).to();
    }

    /** These but those that are closed; one that has grown since is not the same and stays. */
    public Gaps without(Gaps closed) {
        return new Gaps(list.stream().filter(gap -> !closed.list.contains(gap)).toList());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** How many records were lost, as far as offsets tell. */
    public long records() {
        return list.stream().mapToLong(Gap::records).sum();
    }

    /** Whether one of them holds the record that was written to this offset at this time. */
    public boolean hold(long offset, Instant writtenAt) {
        return list.stream().anyMatch(gap -> gap.holds(offset, writtenAt));
    }
}
