package pressroom.chaos.faults;

import static pressroom.chaos.faults.Fault.of;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import pressroom.chaos.cluster.Instance;
import pressroom.chaos.cluster.Role;
import pressroom.chaos.doors.Answers;
import pressroom.chaos.doors.Attack;
import pressroom.chaos.doors.BodyAttacks;
import pressroom.chaos.doors.Door;
import pressroom.chaos.doors.DripAttacks;
import pressroom.chaos.doors.FormAttacks;
import pressroom.chaos.doors.HeadAttacks;
import pressroom.chaos.doors.ImportAttacks;
import pressroom.chaos.doors.SearchAttacks;
import pressroom.chaos.doors.StreamAttacks;
import pressroom.chaos.doors.TextAttacks;

/** Attacks on an instance's door, half of them while another service is killed. */
final class DoorFaults {
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final Duration IMPORT = Duration.ofSeconds(10);
    /** Enough texts and zips of the list for a few seconds. */
    private static final int SOME = 3;

    private DoorFaults() {}

    static List<Fault> all() {
        return List.of(
                door("forms without an end or a token", 41, anyRole(), FormAttacks.endless(LENGTH), 2),
                door("multipart forms without an end", 41, anyRole(), FormAttacks.endlessMultipart(LENGTH), 2),
                door("many declared forms", 41, anyRole(), List.of(FormAttacks.declaredForms(60, LENGTH)), 1),
                door("bodies without a token", 41, anyRole(), BodyAttacks.withoutToken(60, LENGTH), 2),
                door("bodies to nowhere", 41, anyRole(), List.of(BodyAttacks.toNowhere(60, LENGTH)), 1),
                door("bodies that never come", 41, anyRole(), List.of(BodyAttacks.awaitingContinue(60, LENGTH)), 1),
                door("large posts at once", 41, blog(), largePosts(), 1),
                door("heads that are half sent", 41, anyRole(), List.of(HeadAttacks.halfSent(1_000, LENGTH)), 1),
                door("heads that are too large", 41, anyRole(), HeadAttacks.oversized(Duration.ofMillis(500)), SOME),
                door("pipelined requests", 41, anyRole(), List.of(HeadAttacks.pipelined(10, LENGTH)), 1),
                door("event streams", 41, blog(), List.of(StreamAttacks.flow(1_000, 1, LENGTH)), 1),
                door("hostile texts", 42, blog(), TextAttacks.all(4), SOME),
                door("dripping bodies", 42, blog(), dripping(), 1),
                door("slow searches", 42, List.of(Role.INDEXER), List.of(SearchAttacks.slow(8, LENGTH)), 1),
                door("hostile imports", 43, blog(), ImportAttacks.all(IMPORT), SOME));
    }

    /** @param some how many of the attacks, by chance */
    private static Fault door(String name, int row, List<Role> roles, List<Attack> attacks, int some) {
        return of("at the door: " + name, Set.of(row), scene -> strike(scene, roles, attacks, some))
                .resending(1);
    }

    private static void strike(Scene scene, List<Role> roles, List<Attack> attacks, int some) {
        Role role = roles.get(scene.random().nextInt(roles.size()));
        Instance instance = scene.cluster().any(role, scene.random());
        Door door = new Door(role.service(), instance.url(), scene.cluster().tokens());
        boolean alsoKill = scene.random().nextBoolean();
        for (int i = 0; i < some; i++) {
            Attack attack = attacks.get(scene.random().nextInt(attacks.size()));
            CompletableFuture<Void> course = CompletableFuture.runAsync(() -> carryOut(attack, door, scene));
            if (alsoKill && i == 0) {
                scene.last(0, 2);
                Role other = anyRole().get(scene.random().nextInt(anyRole().size()));
                scene.cluster().any(other, scene.random()).kill();
            }
            course.join();
        }
    }

    private static void carryOut(Attack attack, Door door, Scene scene) {
        try {
            Answers answers = attack.on(door);
            scene.injected().attacked(attack.name(), answers);
        } catch (IOException nobodyThere) {
            scene.injected().attacked(attack.name(), new Answers());
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static List<Attack> largePosts() {
        return List.of(BodyAttacks.largePosts(24, false, LENGTH), BodyAttacks.largePosts(24, true, LENGTH));
    }

    private static List<Attack> dripping() {
        return List.of(DripAttacks.forms(60, LENGTH), DripAttacks.zips(8, LENGTH), DripAttacks.posts(60, LENGTH));
    }

    private static List<Role> anyRole() {
        return List.of(Role.values());
    }

    private static List<Role> blog() {
        return List.of(Role.BLOG);
    }
}
