package pressroom.blog.imports;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UploadPlacesTest {

    @Test
    void anAuthorHasAQuarterOfThePlacesAndAllHaveNoMoreThanThereAre() {
        UploadPlaces places = new UploadPlaces(4);
        UploadPlaces.Place first = places.take("a");
        assertThatThrownBy(() -> places.take("a")).hasMessageContaining("429");
        places.take("b");
        places.take("c");
        places.take("d");
        assertThatThrownBy(() -> places.take("e")).hasMessageContaining("503");

        first.close();
        places.take("e");
        assertThatThrownBy(() -> places.take("a")).hasMessageContaining("503");
    }

    @Test
    void oneOfFewPlacesIsStillAnAuthors() {
        new UploadPlaces(1).take("a").close();
    }
}
