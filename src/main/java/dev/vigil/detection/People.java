package dev.vigil.detection;

/** The people of one frame, most certain first. Holds a fixed number of {@link Person}s and reuses them. */
public final class People {

    private final Person[] persons;
    private int count;
    private float aspect = 1;

    /** @param capacity the most people it can hold */
    public People(int capacity) {
        persons = new Person[capacity];
        for (int i = 0; i < capacity; i++) {
            persons[i] = new Person();
        }
    }

    public int capacity() {
        return persons.length;
    }

    public int count() {
        return count;
    }

    /** Person {@code i}, 0 to {@link #count()} - 1; good until the next frame is decoded. */
    public Person get(int i) {
        if (i >= count) {
            throw new IndexOutOfBoundsException("person " + i + " of " + count);
        }
        return persons[i];
    }

    /** Width of the picture over its height: what an x must be multiplied by to be measured in picture heights. */
    public float aspect() {
        return aspect;
    }

    /** Empties it for the next frame. */
    void clear(float pictureAspect) {
        count = 0;
        aspect = pictureAspect;
    }

    /** The next free person, to be filled. */
    Person add() {
        return persons[count++];
    }

    /** Sorts by score; equal scores keep their order. */
    void sortByScore() {
        for (int i = 1; i < count; i++) {
            for (int j = i; j > 0 && persons[j].score > persons[j - 1].score; j--) {
                swap(j, j - 1);
            }
        }
    }

    /** Drops every person whose box overlaps that of a more certain one by more than {@code limit}; sort first. */
    void dropDuplicates(float limit) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean duplicate = false;
            for (int j = 0; j < kept && !duplicate; j++) {
                duplicate = persons[i].overlap(persons[j]) > limit;
            }
            if (!duplicate) {
                swap(i, kept++);
            }
        }
        count = kept;
    }

    private void swap(int i, int j) {
        Person person = persons[i];
        persons[i] = persons[j];
        persons[j] = person;
    }
}
