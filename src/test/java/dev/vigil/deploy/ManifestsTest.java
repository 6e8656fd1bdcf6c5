package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as they are written, before kustomize puts them together. */
class ManifestsTest {

    private final Manifests base;
    private final StatefulSet set;
    private final PodSpec pod;
    private final Container vigil;

    ManifestsTest() throws IOException {
        base = Manifests.in(Manifests.FOLDER.resolve("base"));
        set = base.one(StatefulSet.class);
        pod = set.getSpec().getTemplate().getSpec();
        vigil = pod.getContainers().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/cpu", "overlays/gpu", "overlays/dev", "monitoring"})
    void everyFieldIsOneThatKubernetesKnows(String folder) throws IOException {
        // Reading is the check. The cpu overlay is a kustomization alone.
        assertEquals(folder.equals("overlays/cpu"),
                Manifests.in(Manifests.FOLDER.resolve(folder)).objects().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{apiVersion: v1, kind: Service, spec: {ports: [{port: 80, targetPrt: 80}]}}",
        "{apiVersion: apps/v1, kind: StatefulSet, spec: {template: {spec: {containers: [{imagee: x}]}}}}",
        "{apiVersion: v1, kind: Service, spec: {type: A, type: B}}",
        "{apiVersion: apps/v1, kind: StatefulSet, spec: {replicas: many}}",
        "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, spec: {groups: [{rules: [{allert: x}]}]}}",
        "{apiVersion: v1beta1, kind: Service}"})
    void aMistakeWouldBeFound(String mistaken) {
        assertThrows(Exception.class, () -> Manifests.parse(mistaken));
    }

    @Test
    void podsAreRestrictedAndHaveNoToken() {
        assertFalse(pod.getAutomountServiceAccountToken());
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
        assertFalse(vigil.getSecurityContext().getAllowPrivilegeEscalation());
        assertTrue(vigil.getSecurityContext().getReadOnlyRootFilesystem());
        assertEquals(List.of("ALL"), vigil.getSecurityContext().getCapabilities().getDrop());
        assertTrue(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()).allMatch(host -> host == null));
    }

    @Test
    void thereIsTimeToCloseIncidentsWhenAPodIsToEnd() {
        // The service promises to end within 10 s of a SIGTERM.
        assertTrue(set.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds() >= 15);
    }

    @Test
    void theThreeProbesAskWhatTheServiceAnswers() {
        Map<String, Probe> probes = Map.of("/q/health/started", vigil.getStartupProbe(), "/q/health/live",
                vigil.getLivenessProbe(), "/q/health/ready", vigil.getReadinessProbe());
        probes.forEach((path, probe) -> {
            assertEquals(path, probe.getHttpGet().getPath());
            assertEquals(vigil.getPorts().get(0).getName(), probe.getHttpGet().getPort().getStrVal());
        });
    }

    @Test
    void everyInstanceHasAnAccountOfItsOwnAndSeesNoOther() {
        Volume accounts = pod.getVolumes().stream().filter(volume -> volume.getProjected() != null).findFirst()
                .orElseThrow();
        List<VolumeProjection> sources = accounts.getProjected().getSources();
        for (int instance = 0; instance < sources.size(); instance++) {
            String name = set.getMetadata().getName() + "-" + instance;
            assertEquals(name, sources.get(instance).getSecret().getName());
            assertEquals(List.of(name + "/email", name + "/password", name + "/encryption-key",
                    name + "/tapo-admin-password"),
                    sources.get(instance).getSecret().getItems().stream().map(KeyToPath::getPath).toList());
        }
        VolumeMount mount = vigil.getVolumeMounts().stream()
                .filter(mounted -> mounted.getName().equals(accounts.getName())).findFirst().orElseThrow();
        assertEquals("$(POD_NAME)", mount.getSubPathExpr());
        assertEquals("metadata.name", vigil.getEnv().stream().filter(env -> env.getName().equals("POD_NAME"))
                .findFirst().orElseThrow().getValueFrom().getFieldRef().getFieldPath());
        assertTrue(vigil.getEnv().stream().filter(env -> env.getName().endsWith("_FILE"))
                .allMatch(env -> env.getValue().startsWith(mount.getMountPath() + "/")));
    }

    @Test
    void whatIsMountedIsThere() {
        List<String> there = Stream.concat(pod.getVolumes().stream().map(Volume::getName),
                set.getSpec().getVolumeClaimTemplates().stream().map(claim -> claim.getMetadata().getName())).toList();
        assertEquals(there.stream().sorted().toList(),
                vigil.getVolumeMounts().stream().map(VolumeMount::getName).sorted().toList());
    }

    @Test
    void everythingMeansTheSamePods() throws IOException {
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
        Service service = base.one(Service.class);
        ServiceMonitor monitor = Manifests.in(Manifests.FOLDER.resolve("monitoring")).one(ServiceMonitor.class);

        assertEquals(labels, set.getSpec().getSelector().getMatchLabels());
        assertEquals(labels, service.getSpec().getSelector());
        assertEquals(labels, base.one(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels());
        assertEquals(labels, base.one(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
        assertEquals(service.getMetadata().getName(), set.getSpec().getServiceName());
        assertEquals(service.getMetadata().getLabels(), monitor.getSpec().getSelector().getMatchLabels());
        assertEquals(service.getSpec().getPorts().get(0).getName(),
                monitor.getSpec().getEndpoints().get(0).getPort());
    }

    @Test
    void nothingLeavesButToNamedPlaces() {
        NetworkPolicy policy = base.one(NetworkPolicy.class);
        assertEquals(List.of("Ingress", "Egress"), policy.getSpec().getPolicyTypes());
        assertTrue(policy.getSpec().getEgress().stream().allMatch(way -> !way.getTo().isEmpty()
                && !way.getPorts().isEmpty()), "an empty list would mean everywhere");
        assertEquals(List.of(554, 443, 2020), policy.getSpec().getEgress().get(2).getPorts().stream()
                .map(port -> port.getPort().getIntVal()).limit(3).toList());
    }
}
