package pressroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pressroom.chaos.doors.Attack;
import pressroom.chaos.doors.ImportAttacks;

/** Row 43: zips with one hostile file or many, each beside good posts. Only the hostile files fail. */
@Tag("services")
@ExtendWith(OnePlatform.class)
class HostileImportsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Platform platform;

    HostileImportsTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void onlyTheHostileFileOfAnImportFails() {
        importAll(ImportAttacks.all(PATIENCE));
    }

    @Test
    @Tag("faults")
    void onlyTheHostileFilesOfManyImportsFail() {
        importAll(Stream.generate(() -> ImportAttacks.all(PATIENCE))
                .limit(4)
                .flatMap(List::stream)
                .toList());
    }

    private void importAll(List<Attack> attacks) {
        Trial trial = Trial.of(platform, attacks, List.of("blog-service"));
        trial.assertThatNobodyElseNoticed();
        trial.answers().forEach((attack, answers) -> assertThat(answers.counts())
                .as(attack)
                .containsKey(ImportAttacks.PUBLISHED)
                .doesNotContainKeys(ImportAttacks.FAILED, ImportAttacks.UNFINISHED));
    }
}
