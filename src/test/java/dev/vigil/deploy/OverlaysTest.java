package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overlays as kubectl renders them, where it is there. */
class OverlaysTest {

    @BeforeAll
    static void kubectlIsThere() {
        Tool.assumeThere("kubectl", "that the overlays render (kubectl 1.27 or newer does it); each file by itself is"
                + " checked, by ManifestsTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "dev"})
    void anOverlayIsKnownToKubernetesInEveryFieldAndHangsTogether(String overlay) throws Exception {
        Manifests rendered = render("overlays/" + overlay);

        ConfigMap settings = rendered.one(ConfigMap.class);
        assertEquals(settings.getMetadata().getName(), vigil(rendered).getEnvFrom().get(0).getConfigMapRef().getName());
        Settings.assertKnown(settings.getData());
        Set<String> namespaces = rendered.objects().stream().filter(object -> !(object instanceof Namespace))
                .map(HasMetadata::getMetadata).map(metadata -> metadata.getNamespace()).collect(Collectors.toSet());
        assertEquals(Set.of(rendered.one(Namespace.class).getMetadata().getName()), namespaces);
    }

    @Test
    void theGpuOverlayAsksForAGpuAndItsImage() throws Exception {
        Container vigil = vigil(render("overlays/gpu"));
        assertEquals("1", vigil.getResources().getLimits().get("nvidia.com/gpu").toString());
        assertEquals("vigil-gpu:latest", vigil.getImage());
    }

    @Test
    void theDevOverlayRehearsesAndReadsNoAccount() throws Exception {
        Manifests dev = render("overlays/dev");
        assertEquals("true", dev.one(ConfigMap.class).getData().get("VIGIL_REHEARSAL"));
        assertEquals(Set.of("POD_NAME", "VIGIL_INFERENCE_THREADS", "VIGIL_CONSOLE_USERS"),
                vigil(dev).getEnv().stream().map(EnvVar::getName).collect(Collectors.toSet()));
        assertTrue(dev.one(StatefulSet.class).getSpec().getTemplate().getSpec().getVolumes().stream()
                .allMatch(volume -> volume.getProjected() == null));
    }

    @Test
    void monitoringIsKnownToItsOperatorInEveryField() throws Exception {
        Manifests monitoring = render("monitoring");
        assertTrue(monitoring.one(PrometheusRule.class).getSpec().getGroups().get(0).getRules().size() > 6);
        assertEquals(Map.of("grafana_dashboard", "1", "app.kubernetes.io/part-of", "vigil"),
                monitoring.one(ConfigMap.class).getMetadata().getLabels());
    }

    private static Container vigil(Manifests manifests) {
        return manifests.one(StatefulSet.class).getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static Manifests render(String folder) throws IOException, InterruptedException {
        Tool.Answer rendered = Tool.run(Path.of("."), "kubectl", "kustomize",
                Manifests.FOLDER.resolve(folder).toString());
        assertEquals(0, rendered.status(), () -> "kubectl kustomize " + folder + ": " + rendered.said());
        return Manifests.parse(rendered.said());
    }
}
