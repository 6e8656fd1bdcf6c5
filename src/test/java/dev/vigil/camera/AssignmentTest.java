package dev.vigil.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.backend.LaravelEncrypter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final LaravelEncrypter encrypter = new LaravelEncrypter(KEY);
    private final CameraDecrypter opener = new CameraDecrypter(
            new LaravelDecrypter(EncryptionKey.parse(new String(KEY, StandardCharsets.UTF_8))));

    AssignmentTest() throws DecryptionException {
    }

    private AssignedCamera camera(long id, String name, String password) {
        String payload = encrypter.encrypt(Map.of("ip_address", "10.0.0." + id, "user_name", "u", "password", password,
                "rtsp_url", "rtsp://u:" + password + "@10.0.0." + id + ":554/stream2"), LaravelEncrypter.Form.ARRAY);
        return new AssignedCamera(id, name, payload, 30.0, 31.0, "none", 1L);
    }

    private static AssignedCamera broken(long id) {
        return new AssignedCamera(id, "Broken", "bm9uc2Vuc2U=", null, null, "none", 1L);
    }

    private Assignment assignment(AssignedCamera... cameras) {
        return Assignment.none().changeTo(opener.open(List.of(cameras))).now();
    }

    private static List<Long> ids(List<Camera> cameras) {
        return cameras.stream().map(Camera::id).toList();
    }

    @Test
    void theFirstAssignmentIsAllAdded() {
        AssignmentChange change = Assignment.none().changeTo(
                opener.open(List.of(camera(1, "Gate", "a"), camera(2, "Yard", "b"))));
        assertEquals(List.of(1L, 2L), ids(change.added()));
        assertEquals(List.of(1L, 2L), change.now().ids());
    }

    @Test
    void freshCiphertextOfTheSameCameraChangesNothing() {
        AssignedCamera first = camera(1, "Gate", "a");
        AssignedCamera second = camera(1, "Gate", "a");
        assertNotEquals(first.encryptedData(), second.encryptedData());
        AssignmentChange change = assignment(first).changeTo(opener.open(List.of(second)));
        assertTrue(change.changesNothing());
        assertEquals(List.of(1L), ids(change.unchanged()));
    }

    @Test
    void addedRemovedChangedRenamedAndUnchangedAreToldApart() {
        Assignment before = assignment(camera(1, "Gate", "a"), camera(2, "Yard", "b"), camera(3, "Door", "c"),
                camera(4, "Hall", "d"));
        AssignmentChange change = before.changeTo(opener.open(List.of(camera(1, "Gate", "a"), camera(2, "Yard", "new"),
                camera(3, "Front door", "c"), camera(5, "Roof", "e"))));
        assertEquals(List.of(5L), ids(change.added()));
        assertEquals(List.of(4L), ids(change.removed()));
        assertEquals(List.of(2L), ids(change.changed()));
        assertEquals("new", change.changed().get(0).access().password());
        assertEquals(List.of(3L), ids(change.renamed()));
        assertEquals(List.of(1L), ids(change.unchanged()));
        assertEquals(List.of(1L, 2L, 3L, 5L), change.now().ids());
    }

    @Test
    void aBrokenCameraIsToldOfAndTouchesNoOther() {
        AssignmentChange change = assignment(camera(1, "Gate", "a")).changeTo(
                opener.open(List.of(broken(7), camera(1, "Gate", "a"))));
        assertEquals(List.of(1L), ids(change.unchanged()));
        assertEquals(7, change.broken().get(0).id());
        assertEquals(DecryptionException.Kind.PAYLOAD, change.broken().get(0).kind());
        assertEquals(List.of(1L), change.now().ids());
    }

    @Test
    void aWatchedCameraWhosePayloadBreaksIsWatchedOnWithItsOldAccess() {
        Assignment before = assignment(camera(1, "Gate", "a"), camera(2, "Yard", "b"));
        AssignmentChange change = before.changeTo(opener.open(List.of(broken(1), camera(2, "Yard", "b"))));
        assertEquals(List.of(), change.removed());
        assertEquals(1, change.kept().get(0).id());
        assertTrue(change.now().cameras().contains(before.cameras().get(0)));
        AssignmentChange healed = change.now().changeTo(
                opener.open(List.of(camera(1, "Gate", "a"), camera(2, "Yard", "b"))));
        assertTrue(healed.changesNothing());
    }

    @Test
    void anEmptyAssignmentRemovesEverything() {
        AssignmentChange change = assignment(camera(1, "Gate", "a")).changeTo(opener.open(List.of()));
        assertEquals(List.of(1L), ids(change.removed()));
        assertEquals(List.of(), change.now().ids());
    }

    @Test
    void anIdThatIsListedTwiceIsOneCamera() {
        AssignmentChange change = Assignment.none().changeTo(
                opener.open(List.of(camera(1, "Gate", "a"), camera(1, "Gate", "later"), broken(1))));
        assertEquals(List.of("later"), change.added().stream().map(camera -> camera.access().password()).toList());
        assertEquals(List.of(), change.broken());
    }

    @Test
    void aCameraWithoutPayloadIsBroken() {
        OpenedAssignment opened = opener.open(List.of(new AssignedCamera(3, "Bare", null, null, null, null, null)));
        assertEquals(DecryptionException.Kind.PAYLOAD, opened.broken().get(0).kind());
        assertTrue(opened.broken().get(0).toString().startsWith("camera 3 (Bare): "));
    }
}
